"""Small sets in the exchange format for tests: one that is right, and ways to bend it."""

import csv
import io
import zipfile
from copy import deepcopy

from openpyxl import Workbook

from mealwatch.exchange.format import FILES

_BASE = {
    "schools": [
        "school_code,name,town,school_type,supply_mode,principal",
        "S001,中心小学,东山镇,primary,canteen,张校长",
        "S002,河口教学点,河口乡,teaching_point,canteen,",
    ],
    "canteens": ["canteen_code,school_code,name", "C001,S001,食堂"],
    "pupil_groups": [
        "school_code,group_code,name,age_band,canteen_code,from_date,beneficiaries,other_pupils",
        "S001,G16,1-6年级,9-11,C001,2026-09-01,40,3",
        "S002,G12,1-2年级,6-8,C001,2026-09-01,20,0",
    ],
    "meal_standards": [
        "school_code,group_code,from_date,meal,subsidised,top_up_yuan",
        "S001,,2026-09-01,lunch,yes,1.00",
    ],
    "calendar": [
        "date,day_type,school_code,group_code,note",
        *(f"2026-11-{day:02},supply,,," for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)),
    ],
    "ingredients": [
        "ingredient_code,name,food_group,base_unit,package_name,package_content,grams_per_unit,edible_percent",
        "rice,大米,谷薯类,g,袋,25000,1,100",
        "egg,鸡蛋,蛋类,piece,盘,30,55,88",
        "oil,大豆油,植物油,ml,,,0.92,100",
    ],
    "suppliers": [
        "supplier_code,name,licence_no,licence_from,licence_expires_on,contact,phone",
        "V1,县粮油公司,L1,2023-01-02,2028-01-01,李四,13800000000",
    ],
    "openings": [
        "canteen_code,doc_no,opened_on,ingredient_code,quantity,unit,amount_yuan,expires_on,counted_by,witnessed_by",
        "C001,O1,2026-11-01,rice,40,kg,200.00,,甲,乙",
    ],
    "receipts": [
        "canteen_code,doc_no,received_on,ingredient_code,quantity,unit,amount_yuan,supplier_code,batch_no,produced_on,"
        "expires_on,buyer,acceptor_1,acceptor_2",
        "C001,R1,2026-11-02,rice,100,jin,250.00,V1,b1,2026-10-01,2026-12-31,采购,验收一,验收二",
        "C001,R1,2026-11-02,egg,10,package,180.00,V1,b2,2026-10-30,2026-11-20,采购,验收一,",
        "C001,R2,2026-11-03,oil,5,L,60.00,V1,,,,采购,验收一,验收二",
    ],
    "issues": [
        "canteen_code,doc_no,issued_on,meal,ingredient_code,quantity,unit,use_days,storekeeper,collector",
        "C001,I1,2026-11-02,lunch,rice,9,kg,,库管,领用",
        "C001,I1,2026-11-02,lunch,egg,60,piece,,库管,领用",
        "C001,I2,2026-11-03,lunch,rice,8500,g,,库管,领用",
        "C001,I3,2026-11-03,lunch,oil,4000,ml,3,库管,领用",
    ],
    "losses": [
        "canteen_code,doc_no,lost_on,ingredient_code,quantity,unit,reason,approved_by",
        "C001,L1,2026-11-04,rice,250,g,受潮,张校长",
    ],
    "stocktakes": [
        "canteen_code,doc_no,counted_on,ingredient_code,counted_quantity,unit,reason,counted_by,witnessed_by",
        "C001,T1,2026-11-05,egg,230,piece,月末盘点,甲,乙",
    ],
    "reversals": [
        "canteen_code,doc_kind,doc_no,reversed_on,reason,reversed_by",
        "C001,issue,I2,2026-11-04,数量录错,库管",
    ],
    "meals": [
        "school_code,group_code,date,meal,beneficiaries_served,other_pupils_served,staff_served",
        "S001,G16,2026-11-02,lunch,38,3,2",
        "S002,G12,2026-11-02,lunch,19,0,1",
        "S001,G16,2026-11-03,lunch,40,3,2",
    ],
    "menus": [
        "canteen_code,date,meal,dish,ingredient_code,grams_per_pupil",
        "C001,2026-11-02,lunch,米饭,rice,150",
        "C001,2026-11-02,lunch,番茄炒蛋,egg,50.5",
    ],
}


class Set:
    """A set as lists of dicts; ``edit`` and ``add`` bend it, ``write`` puts it on disk."""

    def __init__(self, tables=None):
        self.tables = (
            tables if tables is not None else {name: list(csv.DictReader(rows)) for name, rows in _BASE.items()}
        )

    def only(self, *names):
        """The set with these files and no others."""
        return Set({name: deepcopy(self.tables[name]) for name in names})

    def edit(self, name, row, /, **cells):
        """Change cells of a row (0 is the first below the heading)."""
        self.tables[name][row].update(cells)
        return self

    def add(self, name, /, **cells):
        """Add a row; what is not given is as in the last one."""
        rows = self.tables.setdefault(name, [])
        rows.append({**(rows[-1] if rows else {}), **cells})
        return self

    def remove(self, name, row):
        del self.tables[name][row]
        return self

    def rename(self, name, /, **columns):
        """Give columns of a file other headings."""
        rows = [{columns.get(column, column): cell for column, cell in row.items()} for row in self.tables[name]]
        self.tables[name] = rows
        return self

    def drop(self, name, column):
        """Leave a column out."""
        for row in self.tables[name]:
            row.pop(column, None)
        return self

    def in_chinese(self):
        """The same under Chinese headings."""
        for name in self.tables:
            self.rename(name, **{column.name: column.chinese for column in FILES[name].columns})
        return self

    def texts(self):
        """``{file: CSV text}``."""
        return {name: _csv(rows) for name, rows in self.tables.items()}

    def write(self, folder, encoding="utf-8"):
        """Write a folder of CSV files and return it."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.texts().items():
            (folder / f"{name}.csv").write_bytes(text.encode(encoding))
        return folder

    def write_zip(self, path, inside=""):
        """Write a .zip and return it."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self.texts().items():
                archive.writestr(f"{inside}{name}.csv", text)
        return path

    def write_xlsx(self, path):
        """Write an .xlsx with numbers as numbers and dates as text, and return it."""
        book = Workbook()
        book.remove(book.active)
        for name, rows in self.tables.items():
            sheet = book.create_sheet(name)
            if rows:
                sheet.append(list(rows[0]))
            for row in rows:
                sheet.append([_number(cell) for cell in row.values()])
        book.save(path)
        return path


def _csv(rows):
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(
            text, list(dict.fromkeys(column for row in rows for column in row)), lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)
    return text.getvalue()


def _number(cell):
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell or None
