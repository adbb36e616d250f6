"""The data of the on-site record (现场检查记录): facts, findings, measurements, small photos, signatures as paths."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from mealwatch.devices import queries as devices
from mealwatch.devices.domain.stripping import stripped
from mealwatch.inspections.office.presenters import measures
from mealwatch.inspections.office.presenters.sheet import tenths
from mealwatch.inspections.office.printing.notice import number_of
from mealwatch.inspections.office.words import WORDS

TEMPLATE = Path(__file__).parent / "record.typ"
#: So many photos, this wide: a paper that a school's printer takes.
_MOST_PHOTOS, _EDGE = 24, 420
#: Pictures of more points are not opened.
_MOST_POINTS = 40_000_000


def data(county_id, county_name, told):
    """What the template prints of everything that a visit's page shows (pages.visit.told)."""
    visit, sheet = told["visit"], told["sheet"]
    lost = [one for part in sheet.parts for one in part.lost]
    rows = [(one.item.code, one.item.text, one.answer, one.note, one.photos, one.followed) for one in lost]
    rows = [(one.line.code, one.line.text, "red_line", one.note, one.photos, one.followed) for one in sheet.red] + rows
    photos, numbers = _photos(county_id, visit, rows)
    heads = visit.heads
    return {
        "number": number_of(visit),
        "bureau": f"{county_name}教育体育局",
        "facts": [
            ["学校", f"{told['school'].name}（{told['school'].town}）"],
            ["食堂", told["canteen"].name],
            ["检查日期", f"{visit.dated_on.isoformat()}　{visit.arrived_at}—{visit.left_at}"],
            ["检查方式", str(WORDS["visit_kind"][visit.kind]) + ("（事先没有通知）" if visit.unannounced else "")],
            ["检查组", "、".join(f"{one.name}（{one.department}）" for one in visit.team)],
            ["陪同人", f"{visit.school_side.get('name', '')}　{visit.school_side.get('post', '')}"],
            ["在册/到校/就餐", "/".join(str(heads.get(name) or "—") for name in ("enrolled", "present", "served"))],
            ["得分和等级", f"{tenths(visit.tenths)}　{WORDS['visit_grade'].get(visit.grade, '—')}"],
        ],
        "parts": [[f"{one.letter} {one.title}", one.got, str(one.base)] for one in sheet.parts],
        "found": [
            {
                "code": code,
                "text": text,
                "answer": str(WORDS["item_answer"].get(answer, answer)),
                "note": note,
                "photos": numbers.get(code, ""),
                "due": "当场改好" if one and one.finding.fixed else one.finding.due_on.isoformat() if one else "",
                "responsible": one.finding.responsible if one else "",
            }
            for code, text, answer, note, _photos_of, one in rows
        ],
        "measured": [_measured(one) for one in told["measured"]],
        "photos": photos,
        "reply": visit.reply,
        "signatures": [_signature(one) for one in told["signatures"]],
    }


def _measured(one):
    if one.kind in ("weigh", "count"):
        text = measures.arithmetic(one)
    elif one.kind == "portion":
        text = measures.portion(one)
    else:
        text = "相符" if one.agrees else "有差异"
    return [str(WORDS["measured"][one.kind]), one.name, text, measures.share(one)]


def _photos(county_id, visit, rows):
    """([{n, code, bytes}], {code: numbers as text}) of the photos that are here; numbered as on the notice."""
    known = {one.sha256: one for one in devices.evidence(county_id, visit.deposit_id)}
    found, numbers, n = [], {}, 0
    for code, _text, _answer, _note, photos, _one in rows:
        first = n + 1
        for sha256 in photos:
            n += 1
            one = known.get(sha256)
            if one and one.present and len(found) < _MOST_PHOTOS:
                small = thumbnail(devices.content(county_id, visit.school_id, sha256), one.mime)
                if small:
                    found.append({"n": str(n), "code": code, "bytes": list(small)})
        if photos:
            numbers[code] = str(first) if n == first else f"{first}—{n}"
    return found, numbers


def thumbnail(content, mime):
    """A small JPEG of a photo, turned as it was taken and without its metadata; None where it cannot be opened."""
    try:
        with Image.open(BytesIO(stripped(content, mime)), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > _MOST_POINTS:
                return None
            picture.draft("RGB", (_EDGE * 2, _EDGE * 2))
            small = ImageOps.exif_transpose(picture).convert("RGB")
            small.thumbnail((_EDGE, _EDGE))
            out = BytesIO()
            small.save(out, "JPEG", quality=70)
            return out.getvalue()
    except (OSError, ValueError, SyntaxError):
        return None


def _signature(one):
    """Its strokes as lines of points, so that the template draws them."""
    return {
        "role": str(WORDS["signed_as"].get(one.role, one.role)),
        "name": one.name,
        "department": one.department,
        "path": one.path,
        "said": f"拒签：{one.reason}" if one.refused else "签名还在平板上" if one.waiting else "",
        "witness": one.witness.name if one.witness else "",
    }
