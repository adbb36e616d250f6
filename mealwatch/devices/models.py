"""Tables of tablets. What a tablet handed in is never changed; what became of it stands beside it."""

from datetime import date

from sqlalchemy import Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.trail import EnteredByAccount
from mealwatch.storage.types import Instant, Whole


class Device(Base):
    """A tablet. Its number is drawn by lot: after a restored backup no second tablet gets a number given before."""

    __tablename__ = "devices"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    #: Of the key that it deposits with, the hash alone.
    key_hash: Mapped[str] = mapped_column(String(64))
    #: With which receipts for it are signed, as hex; the journal tells a digest. ``key_id`` names it in receipts.
    receipt_key: Mapped[str] = mapped_column(String(64))
    key_id: Mapped[str] = mapped_column(String(16))
    enrolled_at: Mapped[object] = mapped_column(Instant)
    enrolled_by: Mapped[str] = mapped_column(Text)
    enrolled_by_id: Mapped[int | None] = mapped_column(Whole)
    revoked_at: Mapped[object | None] = mapped_column(Instant)
    revoked_by: Mapped[str | None] = mapped_column(Text)
    revoke_reason: Mapped[str | None] = mapped_column(Text)


class DeviceUse(Base):
    """When a tablet was last heard of, and how much it sent that day. Not in the journal."""

    __tablename__ = "device_uses"
    __table_args__ = (
        refers_to("device_id", "devices"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    device_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    seen_at: Mapped[object] = mapped_column(Instant)
    counted_on: Mapped[date]
    deposits: Mapped[int] = mapped_column(Integer)
    files: Mapped[int] = mapped_column(Integer)
    bytes: Mapped[int] = mapped_column(Whole)
    app_ver: Mapped[str] = mapped_column(Text)
    #: By how many seconds its clock was behind the server's, as it last said itself.
    behind_s: Mapped[int | None] = mapped_column(Whole)


class Deposit(Base):
    """A record as a tablet handed it in: ``body`` is its envelope to the byte. The other columns are read from it."""

    __tablename__ = "deposits"
    __table_args__ = (
        Index("ix_deposits_county_id_server_seq", "county_id", "server_seq"),
        Index("ix_deposits_county_id_device_id", "county_id", "device_id"),
    )
    county_id: Mapped[int] = county_key()
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    server_seq: Mapped[int] = mapped_column(Whole)
    hash: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    type: Mapped[str] = mapped_column(String(40))
    schema_ver: Mapped[int | None] = mapped_column(Whole)
    #: Which tablet it says it is from, and whose key it came with (empty: from an export file).
    device_id: Mapped[str] = mapped_column(String(40))
    sent_by: Mapped[str] = mapped_column(String(16))
    device_seq: Mapped[int | None] = mapped_column(Whole)
    prev_hash: Mapped[str] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(Whole)
    school_code: Mapped[str] = mapped_column(Text)
    claimed_at: Mapped[str] = mapped_column(Text)
    received_at: Mapped[object] = mapped_column(Instant)
    received_by: Mapped[str] = mapped_column(Text)
    #: ``fork``, ``broken`` or empty: what its coming showed of the tablet's chain.
    chain_fault: Mapped[str] = mapped_column(String(10))


class DepositState(Base):
    """What became of a record: whether it waits for an officer, whether its photos are there."""

    __tablename__ = "deposit_states"
    __table_args__ = (
        refers_to("deposit_id", "deposits"),
        Index("ix_deposit_states_county_id_device_id_device_seq", "county_id", "device_id", "device_seq"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    deposit_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    #: Its place in the tablet's sequence, once it is certain that it is the tablet's.
    device_id: Mapped[str] = mapped_column(String(40))
    device_seq: Mapped[int | None] = mapped_column(Whole)
    #: Whose its photos are; 0: of no school that is known.
    school_id: Mapped[int] = mapped_column(Whole)
    waiting: Mapped[bool]
    #: Why, and what else is told of it: JSON, as the receipt has it.
    reasons: Mapped[str] = mapped_column(Text)
    complete_at: Mapped[object | None] = mapped_column(Instant)
    released_at: Mapped[object | None] = mapped_column(Instant)
    released_by: Mapped[str | None] = mapped_column(Text)
    release_reason: Mapped[str | None] = mapped_column(Text)


class DepositConflict(Base):
    """What came under the number of another record, to the byte."""

    __tablename__ = "deposit_conflicts"
    __table_args__ = (refers_to("deposit_id", "deposits"),)
    county_id: Mapped[int] = key_part()
    deposit_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    sent_by: Mapped[str] = mapped_column(String(16))
    received_at: Mapped[object] = mapped_column(Instant)
    received_by: Mapped[str] = mapped_column(Text)


class DepositReceipt(Base):
    """The receipt of a record, or of what came under its number: the text that every sending is answered with."""

    __tablename__ = "deposit_receipts"
    __table_args__ = (refers_to("deposit_id", "deposits"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    deposit_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    receipt: Mapped[str] = mapped_column(Text)


class DepositAttachment(Base):
    """A photo or a drawing that a record names; the bytes come later, or were there before."""

    __tablename__ = "deposit_attachments"
    __table_args__ = (refers_to("deposit_id", "deposits"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    deposit_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    n: Mapped[int] = key_part()
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Whole)
    mime: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(40))


class EvidenceFile(Base):
    """The bytes of a photo or a drawing, once for each school. With row ids: the rows are long."""

    __tablename__ = "evidence_files"
    __table_args__ = (refers_to("deposit_id", "deposits"),)
    county_id: Mapped[int] = key_part()
    school_id: Mapped[int] = key_part()
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    mime: Mapped[str] = mapped_column(String(20))
    size: Mapped[int] = mapped_column(Whole)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    #: With which record it first came.
    deposit_id: Mapped[str] = mapped_column(String(36))
    kept_at: Mapped[object] = mapped_column(Instant)
    kept_by: Mapped[str] = mapped_column(Text)


class DeviceLook(EnteredByAccount, Base):
    """An officer's words about a matter of a tablet: it was looked at, a gap is explained."""

    __tablename__ = "device_looks"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    id: Mapped[int] = key_part()
    device_id: Mapped[str] = mapped_column(String(40))
    #: ``gap``, ``incomplete``, ``conflict``, ``waiting`` or ``chain``; of a gap its numbers, else the record's;
    #: ``last_seq`` of a conflict: how many other bodies there were.
    about: Mapped[str] = mapped_column(String(20))
    deposit_id: Mapped[str | None] = mapped_column(String(36))
    first_seq: Mapped[int | None] = mapped_column(Whole)
    last_seq: Mapped[int | None] = mapped_column(Whole)
    words: Mapped[str] = mapped_column(Text)


class Upload(Base):
    """A photo on its way in pieces. Not in the journal: it comes and goes."""

    __tablename__ = "uploads"
    __table_args__ = (
        refers_to("deposit_id", "deposits"),
        Index("ix_uploads_county_id_expires_at", "county_id", "expires_at"),
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    deposit_id: Mapped[str] = mapped_column(String(36))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Whole)
    arrived: Mapped[int] = mapped_column(Whole)
    expires_at: Mapped[object] = mapped_column(Instant)


class UploadPiece(Base):
    """One piece of it, from byte ``start`` on."""

    __tablename__ = "upload_pieces"
    __table_args__ = (refers_to("upload_id", "uploads"),)
    county_id: Mapped[int] = key_part()
    upload_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    start: Mapped[int] = key_part()
    content: Mapped[bytes] = mapped_column(LargeBinary)
