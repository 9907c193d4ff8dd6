"""A workbook whose stored values are wrong: an engine that gives them back has computed nothing."""

from io import BytesIO
from zipfile import ZipFile

from kpicore.messages import testing as messages
from kpicore.testing.failures import CheckedNothing
from kpicore.testing.sheet import Sheets, Value

RIGHT: dict[str, Value] = {"A1": 2.0, "B1": "ab", "C1": 4.0}
"""What must come out: stored are 999, zzz and nothing."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SCHEMAS = "http://schemas.openxmlformats.org"
MAIN = f'xmlns="{SCHEMAS}/spreadsheetml/2006/main"'
RELATIONS = f'xmlns="{SCHEMAS}/package/2006/relationships"'
OFFICE = f"{SCHEMAS}/officeDocument/2006"
OFFICE_TYPES = "application/vnd.openxmlformats-officedocument"

# It says that Excel wrote it: of a program that LibreOffice does not know it computes some formulas in any case.
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{SCHEMAS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{OFFICE_TYPES}.spreadsheetml.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OFFICE_TYPES}.spreadsheetml.worksheet+xml"/>'
    f'<Override PartName="/docProps/app.xml" ContentType="{OFFICE_TYPES}.extended-properties+xml"/></Types>',
    "_rels/.rels": f"<Relationships {RELATIONS}>"
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>",
    "docProps/app.xml": f'<Properties xmlns="{OFFICE}/extended-properties">'
    "<Application>Microsoft Excel</Application><AppVersion>12.0000</AppVersion></Properties>",
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}/relationships">'
    '<sheets><sheet name="canary" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f"<Relationships {RELATIONS}>"
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": f'<worksheet {MAIN}><sheetData><row r="1">'
    '<c r="A1"><f>1+1</f><v>999</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>zzz</v></c><c r="C1"><f>A1*2</f></c>'
    "</row></sheetData></worksheet>",
}


def canary() -> bytes:
    """The workbook, as if Excel had written it."""
    written = BytesIO()
    with ZipFile(written, "w") as parts:
        for name, xml in PARTS.items():
            parts.writestr(name, DECLARATION + xml)
    return written.getvalue()


def check_canary(came_out: Sheets) -> None:
    """CheckedNothing unless every value was computed."""
    for cell, right in RIGHT.items():
        if (found := came_out["canary"][cell]) != right:
            raise CheckedNothing(messages.CHECKED_NOTHING.fill(cell=f"canary!{cell}", right=right, found=found))
