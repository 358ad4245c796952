// Files: those to join, made here, and those received.
import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';

// A one-page PDF with a title.
export function pdf(name) {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    stream(`BT /F 24 Tf 72 760 Td (${name}) Tj ET`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return { name: `${name}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(text, 'latin1') };
}

const stream = (content) => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

// A small photo of a wall: grey bricks, as a PNG.
export function photo(name, width = 64, height = 48) {
  const row = (y) => [0, ...Array.from({ length: width }, (_, x) => brick(x, y)).flat()];
  const pixels = Buffer.from(Array.from({ length: height }, (_, y) => row(y)).flat());
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))];
  return { name: `${name}.png`, mimeType: 'image/png', buffer: Buffer.concat([signature, ...chunks]) };
}

const brick = (x, y) => (y % 12 === 0 || (x + (y % 24 < 12 ? 0 : 10)) % 20 === 0 ? [230, 228, 224] : [150, 90, 70]);

function chunk(kind, content) {
  const body = Buffer.concat([Buffer.from(kind), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

// Downloads what a link leads to, which must be a PDF with something in it.
export async function assertPdf(page, link) {
  const answer = await page.request.get(await link.evaluate((element) => element.href));
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  const content = await answer.body();
  assert.equal(content.subarray(0, 5).toString(), '%PDF-');
  assert.ok(content.length > 500, `a PDF of ${content.length} bytes`);
}
