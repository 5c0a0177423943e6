import { crc32, deflateSync } from 'node:zlib'

/** Invented papers and pictures, drawn here, so that nothing that anybody owns or is shown in lies in the repository. */

/** A drawing as a child may make it: a house, a tree and a sun. PNG, without any chunk that could hold a place. */
export function drawing(width = 480, height = 360): Uint8Array<ArrayBuffer> {
  const sky = [252, 246, 228]
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3)
    for (let x = 0; x < width; x++) row.set(colourAt(x / width, y / height) ?? sky, 1 + x * 3)
    return row
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8) // eight bits, red green blue
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  const parts = [
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return new Uint8Array(Buffer.concat(parts))
}

type Shape = { readonly colour: readonly number[]; readonly has: (x: number, y: number) => boolean }

const disc =
  (cx: number, cy: number, r: number): Shape['has'] =>
  (x, y) =>
    ((x - cx) * 4) ** 2 / 9 + (y - cy) ** 2 < r * r
const box =
  (x0: number, x1: number, y0: number, y1: number): Shape['has'] =>
  (x, y) =>
    x > x0 && x < x1 && y > y0 && y < y1

/** What is drawn, the nearest first. */
const SHAPES: readonly Shape[] = [
  { colour: [244, 190, 62], has: disc(0.86, 0.16, 0.1) },
  { colour: [120, 84, 60], has: box(0.36, 0.44, 0.66, 0.82) },
  { colour: [216, 132, 104], has: box(0.22, 0.58, 0.52, 0.82) },
  { colour: [150, 72, 64], has: (x, y) => y > 0.3 && y <= 0.52 && Math.abs(x - 0.4) < (y - 0.3) * 1.1 },
  { colour: [88, 142, 92], has: disc(0.76, 0.5, 0.14) },
  { colour: [120, 84, 60], has: box(0.74, 0.78, 0.5, 0.82) },
  { colour: [140, 178, 110], has: (_, y) => y > 0.82 },
]

/** The colour at a place; both from 0 to 1. */
const colourAt = (x: number, y: number) => SHAPES.find(({ has }) => has(x, y))?.colour

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** A paper of one page: a heading and lines, as PDF. Letters, digits and plain signs only. */
export function paper(heading: string, lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const said = lines.map((line) => `0 -22 Td (${line}) Tj`).join('\n')
  const content = `BT /F1 20 Tf 72 740 Td (${heading}) Tj /F1 12 Tf 0 -16 Td\n${said}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  const trailer = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text + table + trailer, 'latin1'))
}
