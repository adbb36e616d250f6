# pysqlite3 is the standard library's sqlite3 with a newer SQLite, and comes without types.
from sqlite3 import *
