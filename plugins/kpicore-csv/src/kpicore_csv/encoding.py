"""Which encoding a CSV file is in: told from its bytes, or refused; never guessed from a sample."""

import codecs

from kpicore import Place, Refused
from kpicore_csv import messages

_UTF16_OR_32 = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def decode(content: bytes, file: str) -> tuple[str, str]:
    """The text of a file without its byte order mark, and the encoding: ``utf-8`` or ``gb18030``.

    Strict UTF-8 comes first, because GB18030 text is hardly ever valid UTF-8 but the reverse is common. Anything else
    is `Refused` under the name `file`.
    """
    for mark, encoding in _UTF16_OR_32.items():
        if content.startswith(mark):
            raise Refused(messages.UTF16.at(Place(file), encoding=encoding))
    if b"\0" in content:
        raise Refused(messages.NOT_TEXT.at(Place(file)))
    body = content.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if len(body) < len(content):
            line = len(body[: error.start + 1].splitlines())
            raise Refused(messages.ENCODING_BROKEN.at(Place(file, line))) from None
    try:
        return content.decode("gb18030").removeprefix("\ufeff"), "gb18030"
    except UnicodeDecodeError:
        raise Refused(messages.ENCODING_UNKNOWN.at(Place(file))) from None
