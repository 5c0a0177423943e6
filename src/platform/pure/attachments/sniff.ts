/** What a file says of itself before anybody has looked: the browser's media type may be empty or a guess from the name. */
export type Named = { readonly type: string; readonly name: string }

const OFFICE = 'application/vnd.openxmlformats-officedocument'

const BY_ENDING: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  wav: 'audio/wav',
  txt: 'text/plain',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  odt: 'application/vnd.oasis.opendocument.text',
}

/** The same thing under the names of different browsers. */
const SAME: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
}

const ascii = (head: Uint8Array, from: number, to: number) => String.fromCharCode(...head.subarray(from, to))

/** How the first bytes of what we know by sight begin; `from` is where the text stands. */
const SIGHT: readonly { readonly type: string; readonly from: number; readonly begins: readonly string[] }[] = [
  { type: 'image/jpeg', from: 0, begins: ['\u00ff\u00d8\u00ff'] },
  { type: 'image/png', from: 0, begins: ['\u0089PNG'] },
  { type: 'image/webp', from: 8, begins: ['WEBP'] },
  { type: 'application/pdf', from: 0, begins: ['%PDF-'] },
  {
    type: 'heic',
    from: 4,
    begins: ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'heif'].map((b) => `ftyp${b}`),
  },
]

/**
 * The media type of a file: pictures and PDF by their first bytes, the rest by what they are called. `heic` is named apart, because we
 * can say what to do. 16 bytes of `head` suffice; undefined is no type that is taken.
 */
export function typeOf({ type, name }: Named, head: Uint8Array): string | undefined {
  const seen = SIGHT.find(({ from, begins }) => begins.some((text) => ascii(head, from, from + text.length) === text))
  if (seen !== undefined) return seen.type
  const called = SAME[type] ?? type
  if (/^image\/hei[cf]/.test(called)) return 'heic'
  // What calls itself a picture or PDF and does not begin like one is none.
  if (called.startsWith('image/') || called === 'application/pdf') return undefined
  if (Object.values(BY_ENDING).includes(called)) return called
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  ...Object.fromEntries(Object.entries(BY_ENDING).map(([ending, type]) => [type, ending])),
  'audio/ogg': 'ogg',
}

/** The ending under which a file of this type is saved. */
export const endingOf = (type: string): string => ENDINGS[type] ?? 'bin'
