import type { Page } from 'playwright-core'

/** Words that stand in the place data of a photo made here, to be looked for afterwards. */
export const PLACE_WORDS = 'S 6.9175 E 107.6191 Desa Embun'

/**
 * A photo as a telephone takes it: a JPEG of noise, made by the browser so that it really is one, with EXIF that tells the place
 * (GPS directory and description) in front.
 */
export async function photoWithPlace(
  page: Page,
  { width = 1800, height = 1400, paper = false }: { width?: number; height?: number; paper?: boolean } = {},
): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ w, h, written }) => {
      const canvas = new OffscreenCanvas(w, h)
      const context = canvas.getContext('2d')
      if (context === null) return ''
      const image = context.createImageData(canvas.width, canvas.height)
      for (let at = 0; at < image.data.length; at += 65_536)
        crypto.getRandomValues(image.data.subarray(at, Math.min(at + 65_536, image.data.length)))
      for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255
      context.putImageData(image, 0, 0)
      if (written) {
        // A sheet of paper on the noise of a table.
        context.fillStyle = '#f4efe2'
        context.fillRect(w * 0.12, h * 0.08, w * 0.76, h * 0.84)
        context.fillStyle = '#3b4450'
        for (let line = 0; line < 9; line += 1)
          context.fillRect(
            w * 0.18,
            h * (0.17 + line * 0.08),
            w * (line === 0 ? 0.34 : 0.62 - (line % 3) * 0.08),
            h * 0.018,
          )
      }
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })
      const bytes = new Uint8Array(await blob.arrayBuffer())
      let text = ''
      for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
      return btoa(text)
    },
    { w: width, h: height, written: paper },
  )
  const jpeg = Buffer.from(base64, 'base64')
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)])
}

/** An APP1 segment: description of the place, GPS latitude 6° 55' 3" S. */
function exif(): Buffer {
  const words = Buffer.from(`${PLACE_WORDS}\0`)
  const gpsAt = 8 + 2 + 2 * 12 + 4
  const rationalsAt = gpsAt + 2 + 2 * 12 + 4
  const wordsAt = rationalsAt + 24
  const tiff = Buffer.alloc(wordsAt + words.length)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(2, 8)
  field(tiff, 10, { tag: 0x010e, type: 2, count: words.length, value: wordsAt })
  field(tiff, 22, { tag: 0x8825, type: 4, count: 1, value: gpsAt })
  tiff.writeUInt16BE(2, gpsAt)
  field(tiff, gpsAt + 2, { tag: 1, type: 2, count: 2, value: 0x53000000 })
  field(tiff, gpsAt + 14, { tag: 2, type: 5, count: 3, value: rationalsAt })
  for (const [n, value] of [6, 1, 55, 1, 3, 1].entries()) tiff.writeUInt32BE(value, rationalsAt + n * 4)
  words.copy(tiff, wordsAt)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

type Field = { readonly tag: number; readonly type: number; readonly count: number; readonly value: number }

function field(tiff: Buffer, at: number, { tag, type, count, value }: Field): void {
  tiff.writeUInt16BE(tag, at)
  tiff.writeUInt16BE(type, at + 2)
  tiff.writeUInt32BE(count, at + 4)
  tiff.writeUInt32BE(value, at + 8)
}
