// Small PDF files of every sort that the reader has to get along with, written by hand (ISO 32000-1).
import { deflateSync } from "node:zlib";

/** A file of these objects, the first of which is the catalogue; a stream is `{ dict, data }`. `trailer` adds to the trailer. */
export function file(objects, trailer = "") {
  const parts = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets = [];
  let length = parts[0].length;
  const add = (part) => {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(part, "latin1");
    parts.push(bytes);
    length += bytes.length;
  };
  objects.forEach((object, at) => {
    offsets.push(length);
    add(`${at + 1} 0 obj\n`);
    if (typeof object === "string") add(object);
    else {
      const data = deflateSync(object.data);
      add(`<< ${object.dict ?? ""} /Filter /FlateDecode /Length ${data.length} >>\nstream\n`);
      add(data);
      add("\nendstream");
    }
    add("\nendobj\n");
  });
  const start = length;
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  for (const offset of offsets) add(`${String(offset).padStart(10, "0")} 00000 n \n`);
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}

/** The 14 standard fonts, which a file names and does not bring along. */
export const STANDARD = [
  ...["Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique", "Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"],
  ...["Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique", "Symbol", "ZapfDingbats"],
];

/** The number of the first object that a caller adds. */
export const EXTRA = 3 + STANDARD.length;

/** Pages with lines of text, `{ text, font }` or a string in Helvetica, each page of this size in points. `catalogue` and `page`
 * add to these dictionaries, `extra` are further objects, from the number [EXTRA], and `trailer` adds to the trailer. */
export function pages(texts, { size = [595, 842], catalogue = "", page = "", extra = [], trailer = "" } = {}) {
  const first = EXTRA + extra.length;
  const kids = texts.map((_, at) => `${first + at * 2} 0 R`).join(" ");
  const fonts = STANDARD.map((_, at) => `/F${at} ${3 + at} 0 R`).join(" ");
  return file(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
      `<< /Type /Pages /Kids [${kids}] /Count ${texts.length} /MediaBox [0 0 ${size.join(" ")}] /Resources << /Font << ${fonts} >> >> >>`,
      ...STANDARD.map(font),
      ...extra,
      ...texts.flatMap((lines, at) => [`<< /Type /Page /Parent 2 0 R /Contents ${first + at * 2 + 1} 0 R ${page} >>`, { data: content(lines, size) }]),
    ],
    trailer,
  );
}

function font(name) {
  const own = name === "Symbol" || name === "ZapfDingbats";
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} ${own ? "" : "/Encoding /WinAnsiEncoding"} >>`;
}

function content(lines, [, height]) {
  const line = (line, at) => {
    const { text, font = "Helvetica" } = typeof line === "string" ? { text: line } : line;
    return `BT /F${STANDARD.indexOf(font)} 14 Tf 50 ${height - 60 - at * 24} Td (${text.replace(/[\\()]/g, "\\$&")}) Tj ET`;
  };
  return Buffer.from(lines.map(line).join("\n"), "latin1");
}

/** Pages that are one picture each, 16 by 16, white at the left and black at the right, coded as scanners do; `spoil` may damage it. */
export function scan(codings, spoil = (data) => data) {
  const kids = codings.map((_, at) => `${4 + at * 2} 0 R`).join(" ");
  return file([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${codings.length} /MediaBox [0 0 595 842] >>`,
    { data: Buffer.from("q 595 0 0 842 0 0 cm /Scan Do Q") },
    ...codings.flatMap((coding, at) => [`<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources << /XObject << /Scan ${5 + at * 2} 0 R >> >> >>`, picture(coding, spoil)]),
  ]);
}

function picture(coding, spoil) {
  const codings = {
    CCITT: ["/BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 16 /Rows 16 >>", HALF_BLACK],
    JBIG2: ["/BitsPerComponent 1 /Filter /JBIG2Decode", jbig2()],
    JPX: ["/BitsPerComponent 8 /Filter /JPXDecode", JPEG_2000],
    DCT: ["/BitsPerComponent 8 /Filter /DCTDecode", JPEG],
  };
  const [filter, data] = codings[coding];
  const bytes = spoil(data);
  return `<< /Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceGray ${filter} /Length ${bytes.length} >>\nstream\n${bytes.toString("latin1")}\nendstream`;
}

/** That picture in Group 4 (ITU-T T.6): a first line of 8 white and 8 black, then fifteen like the one above, and the end. */
const HALF_BLACK = bits(`001${"10011"}${"000101"}${"11".repeat(15)}${"000000000001".repeat(2)}`);

function bits(text) {
  const bytes = text.padEnd(Math.ceil(text.length / 8) * 8, "0").match(/.{8}/g);
  return Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
}

/** The same in JBIG2 (ITU-T T.88) without its file header, as a PDF holds it: what the page is, then one region in Group 4. */
function jbig2() {
  const number = (value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  const segment = (at, type, data) => [...number(at), type, 0, 1, ...number(data.length), ...data];
  const size = [...number(16), ...number(16)];
  const page = segment(0, 48, [...size, ...number(0), ...number(0), 0, 0, 0]);
  const region = segment(1, 38, [...size, ...number(0), ...number(0), 0, 1, ...HALF_BLACK]);
  return Buffer.from([...page, ...region]);
}

/** The same in JPEG 2000 (ITU-T T.800), as OpenJPEG wrote it. */
const JPEG_2000 = Buffer.from("/0//UQApAAAAAAAQAAAAEAAAAAAAAAAAAAAAEAAAABAAAAAAAAAAAAABBwEB/1IADAAAAAEAAAQEAAH/XAAEQED/kAAKAAAAAACwAAH/k9+FPjsNDSv6eq5ly0smgAAAAYSEv/AYIAAAAAYRrD7H6KcI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH3KaI+5TRH/f//Z", "base64");

/** The same in baseline JPEG (ITU-T T.81), as libjpeg wrote it. */
const JPEG = Buffer.from("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/wAALCAAQABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAACgn/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AKpirlUCrv/Z", "base64");

/** A file with a second page that is nowhere. */
export function torn() {
  return file([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R 99 0 R] /Count 2 /MediaBox [0 0 595 842] >>",
    "<< /Type /Page /Parent 2 0 R >>",
  ]);
}

/** A file that asks for a password: no password gives this key. */
export function locked() {
  const key = "00112233445566778899aabbccddeeff".repeat(2);
  return pages([["Locked"]], { trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >> /ID [<00> <00>]` });
}

/** A letter that would do things by itself if it could: scripts when it opens, a link over all of the page, a form that is filled in, a note. */
export function active(address) {
  const script = `/S /JavaScript /JS (app.alert\\('ran'\\); this.submitForm\\('${address}/ran'\\); app.launchURL\\('${address}/ran'\\);)`;
  const appearance = { dict: "/Type /XObject /Subtype /Form /BBox [0 0 300 24] /Resources << /Font << /F0 3 0 R >> >>", data: Buffer.from("0 0 1 rg 0 0 300 24 re f") };
  return pages([["A letter that would run"]], {
    catalogue: `/OpenAction << ${script} >> /AA << /WC << ${script} >> >> /AcroForm << /Fields [${EXTRA + 1} 0 R] >> /Names << /EmbeddedFiles << /Names [(run.exe) ${EXTRA + 4} 0 R] >> /JavaScript << /Names [(run) << ${script} >>] >> >>`,
    page: `/AA << /O << ${script} >> >> /Annots [${EXTRA} 0 R ${EXTRA + 1} 0 R ${EXTRA + 2} 0 R]`,
    extra: [
      `<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (${address}/ran) >> >>`,
      `<< /Type /Annot /Subtype /Widget /FT /Tx /T (dose) /TU (Last dose) /V (150 units) /F 4 /Rect [50 600 350 624] /AP << /N ${EXTRA + 3} 0 R >> /AA << /K << ${script} >> >> >>`,
      "<< /Type /Annot /Subtype /Text /F 4 /Rect [50 500 70 520] /T (Dr Gray) /Contents (Ask about her sister) >>",
      appearance,
      `<< /Type /Filespec /F (run.exe) /EF << /F ${EXTRA + 5} 0 R >> >>`,
      { dict: "/Type /EmbeddedFile", data: Buffer.from("MZ") },
    ],
  });
}
