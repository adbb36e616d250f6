"""The data of the on-site record (现场检查记录): facts, findings, measurements, small photos, signatures as paths."""

from io import BytesIO
from pathlib import Path

from flask_babel import force_locale
from PIL import Image, ImageOps

from mealwatch.devices import queries as devices
from mealwatch.devices.domain.stripping import stripped
from mealwatch.inspections.office.presenters import measures
from mealwatch.inspections.office.presenters.sheet import tenths
from mealwatch.inspections.office.printing.notice import number_of, ordered, photo_numbers, span
from mealwatch.inspections.office.words import WORDS

TEMPLATE = Path(__file__).parent / "record.typ"
#: So many photos, this wide: a paper that a school's printer takes.
_MOST_PHOTOS, _EDGE = 24, 420
#: Pictures of more points are not opened.
_MOST_POINTS = 40_000_000


def data(county_id, county_name, told):
    """What the template prints of everything that a visit's page shows (pages.visit.told); in Chinese, as all paper."""
    with force_locale("zh"):
        return _data(county_id, county_name, told)


def _data(county_id, county_name, told):
    visit, sheet = told["visit"], told["sheet"]
    followed = ordered(told["followed"])
    numbers = photo_numbers(followed)
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
        "found": [_found(one, numbers[one.finding.id]) for one in followed],
        "measured": [_measured(one) for one in told["measured"]],
        "photos": _photos(county_id, visit, followed, numbers),
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


def _found(one, numbers):
    finding = one.finding
    return {
        "code": finding.code,
        "text": finding.text,
        "answer": str(WORDS["item_answer"]["red_line" if finding.red else finding.answer]),
        "note": finding.words,
        "photos": span(numbers),
        "due": "当场改好" if finding.fixed else finding.due_on.isoformat(),
        "responsible": finding.responsible,
    }


def _photos(county_id, visit, followed, numbers):
    """[{n, code, bytes}] of the photos that are here, small."""
    known = {one.sha256: one for one in devices.evidence(county_id, visit.deposit_id) if one.present}
    found = []
    for one in followed:
        for n, sha256 in zip(numbers[one.finding.id], one.finding.photos, strict=True):
            if sha256 in known and len(found) < _MOST_PHOTOS:
                small = thumbnail(devices.content(county_id, visit.school_id, sha256), known[sha256].mime)
                if small:
                    found.append({"n": str(n), "code": one.finding.code, "bytes": list(small)})
    return found


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
