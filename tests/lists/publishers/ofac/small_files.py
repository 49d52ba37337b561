"""Small files in OFAC's layouts for tests, their facts those of OFAC's lists of 2023 to 2025; the person is invented.

Source of the facts: OFAC, CONSOLIDATED.XML of 28 March 2025 and the SDN List as of November 2023
(https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/).
"""

from __future__ import annotations

from clearhold.lists.parsed import ParsedEntry, ParsedIdentifier, ParsedList, SourceFile

HIKVISION = (
    '30946,"HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.",-0- ,"CMIC-EO13959",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Equity Ticker 002415 CN; Issuer Name Hangzhou Hikvision Digital Technology; ISIN CNE100000PM8; '
    "Target Type Public Company; Effective Date (CMIC) 02 Aug 2021; Purchase/Sales For Divestment Date (CMIC) "
    '03 Jun 2022; Listing Date (CMIC) 03 Jun 2021; Unified Social Credit Code (USCC) 91330000733796106P (China)."'
)
SENSETIME = (
    '33114,"SENSETIME GROUP LIMITED",-0- ,"CMIC-EO13959",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Effective Date (CMIC) 08 Feb 2022; Purchase/Sales For Divestment Date (CMIC) 10 Dec 2022; '
    'Listing Date (CMIC) 10 Dec 2021; C.R. No. 2162198 (Hong Kong)."'
)
XPCC = (
    '29299,"XINJIANG PRODUCTION AND CONSTRUCTION CORPS",-0- ,"GLOMAG",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Linked To: CHEN, Quanguo."'
)
BUREAU = '29159,"XINJIANG PUBLIC SECURITY BUREAU",-0- ,"GLOMAG",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- '
EBANO = (
    '4243,"EBANO","vessel","CUBA",-0- ,-0- ,"General Cargo","2595","1865","Panama",-0- ,'
    "\"Vessel Registration Identification IMO 7406784; f.k.a. 'ANA I'; f.k.a. 'SAND SWAN'.\""
)
PERSON = (
    '1,"DOE, Jane","individual","GLOMAG",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    "\"DOB 01 Jan 1900; POB Nowhere; nationality China; Gender Female; Passport X0000000 (China); a.k.a. 'JANE'.\""
)
HIKVISION_ALIASES = (
    '30946,48662,"aka","HIKVISION",-0- \r\n30946,48893,"aka","HANGZHOU HIKVISION DIGITAL TECHNOLOGY",-0- '
)
HIKVISION_ADDRESS = '30946,48429,"555, Qianmo Road, Binjiang District","Hangzhou 310051","China",-0- '

HIKVISION_IN_XML = """
  <sdnEntry>
    <uid>30946</uid>
    <lastName>HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.</lastName>
    <sdnType>Entity</sdnType>
    <programList><program>CMIC-EO13959</program></programList>
    <idList>
      <id><uid>21925</uid><idType>Unified Social Credit Code (USCC)</idType>
        <idNumber>91330000733796106P</idNumber><idCountry>China</idCountry></id>
      <id><uid>139038</uid><idType>Equity Ticker</idType><idNumber>002415 CN</idNumber></id>
      <id><uid>139039</uid><idType>Issuer Name</idType><idNumber>Hangzhou Hikvision Digital Technology</idNumber></id>
      <id><uid>141176</uid><idType>ISIN</idType><idNumber>CNE100000PM8</idNumber></id>
      <id><uid>141177</uid><idType>Target Type</idType><idNumber>Public Company</idNumber></id>
      <id><uid>141242</uid><idType>Effective Date (CMIC)</idType><idNumber>02 Aug 2021</idNumber></id>
      <id><uid>141243</uid><idType>Purchase/Sales For Divestment Date (CMIC)</idType>
        <idNumber>03 Jun 2022</idNumber></id>
      <id><uid>141240</uid><idType>Listing Date (CMIC)</idType><idNumber>03 Jun 2021</idNumber></id>
    </idList>
    <akaList>
      <aka><uid>48662</uid><type>a.k.a.</type><category>strong</category><lastName>HIKVISION</lastName></aka>
      <aka><uid>48893</uid><type>a.k.a.</type><category>strong</category>
        <lastName>HANGZHOU HIKVISION DIGITAL TECHNOLOGY</lastName></aka>
    </akaList>
    <addressList>
      <address><uid>48429</uid><address1>555, Qianmo Road</address1><address2>Binjiang District</address2>
        <city>Hangzhou</city><postalCode>310051</postalCode><country>China</country></address>
    </addressList>
  </sdnEntry>"""
PERSON_IN_XML = """
  <sdnEntry>
    <uid>1</uid><firstName>Jane</firstName><lastName>DOE</lastName><sdnType>Individual</sdnType>
    <programList><program>NS-PLC</program></programList>
    <idList><id><uid>2</uid><idType>Passport</idType><idNumber>X0000000</idNumber></id></idList>
    <akaList><aka><uid>3</uid><type>a.k.a.</type><category>weak</category><lastName>JANE</lastName></aka></akaList>
    <addressList><address><uid>4</uid><city>Nowhere</city><country>Turkey</country></address></addressList>
    <nationalityList><nationality><uid>5</uid><country>China</country><mainEntry>true</mainEntry></nationality>
    </nationalityList>
    <dateOfBirthList><dateOfBirthItem><uid>6</uid><dateOfBirth>1900</dateOfBirth></dateOfBirthItem></dateOfBirthList>
  </sdnEntry>"""


def csv_file(name: str, *rows: str) -> SourceFile:
    """A file of the CSV set as OFAC ends it: CRLF, and a lone 0x1A."""
    return SourceFile(name, ("\r\n".join(rows) + "\r\n\x1a").encode())


def xml_file(
    *entries: str,
    count: int | None = None,
    namespace: str = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
) -> SourceFile:
    """An `sdnList` of 28 March 2025 with these entries; `count` is its Record_Count where it is to differ."""
    text = (
        f'<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="{namespace}">\n  <publshInformation>\n'
        f"    <Publish_Date>03/28/2025</Publish_Date>\n    <Record_Count>{len(entries) if count is None else count}"
        f"</Record_Count>\n  </publshInformation>{''.join(entries)}\n</sdnList>"
    )
    return SourceFile("CONSOLIDATED.XML", text.encode())


def identifiers(entry: ParsedEntry) -> list[tuple[str, str, str | None]]:
    """An entry's identifiers by scheme, sorted."""
    return sorted(((each.scheme.value, each.value, each.market) for each in entry.identifiers), key=str)


def names(entry: ParsedEntry) -> list[tuple[str, str]]:
    """An entry's names with their kinds, in its order."""
    return [(each.text, each.kind.value) for each in entry.names]


def said(parsed: ParsedList) -> list[str]:
    """The problems in words."""
    return [str(problem) for problem in parsed.problems]


def of_scheme(parsed: ParsedList, scheme: str) -> list[ParsedIdentifier]:
    """All identifiers of one scheme."""
    return [each for entry in parsed.entries for each in entry.identifiers if each.scheme == scheme]


def line_of(file: SourceFile, text: str) -> int:
    """The line on which a text stands in a file."""
    return file.content.decode().partition(text)[0].count("\n") + 1
