import { expect, test } from 'vitest'
import { utf8 } from '../bytes/index.ts'
import { attachmentTypes } from './index.ts'
import { endingOf, typeOf } from './sniff.ts'

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)
const heic = utf8('\0\0\0\x18ftypheic\0\0\0\0')

test.each([
  ['a photo without a type', { type: '', name: 'IMG_1' }, JPEG, 'image/jpeg'],
  ['a photo that calls itself PNG', { type: 'image/png', name: 'a.png' }, JPEG, 'image/jpeg'],
  ['a page that calls itself a photo', { type: 'image/jpeg', name: 'a.jpg' }, utf8('<html><body>12345'), undefined],
  ['a telephone’s HEIC', { type: '', name: 'IMG_2.HEIC' }, heic, 'heic'],
  ['HEIC under the name of JPEG', { type: 'image/jpeg', name: 'IMG_2.jpg' }, heic, 'heic'],
  ['PDF', { type: 'application/pdf', name: 'akta.pdf' }, utf8('%PDF-1.7'), 'application/pdf'],
  ['WebP', { type: 'image/webp', name: 'a.webp' }, utf8('RIFF1234WEBPVP8 '), 'image/webp'],
  ['sound under another name', { type: 'audio/x-m4a', name: 'suara.m4a' }, utf8('12345'), 'audio/mp4'],
  [
    'a document whose type the browser does not know',
    { type: '', name: 'surat.ODT' },
    utf8('PK'),
    'application/vnd.oasis.opendocument.text',
  ],
  [
    'a document with macros',
    { type: 'application/vnd.ms-word.document.macroenabled.12', name: 'a.docm' },
    utf8('PK'),
    undefined,
  ],
  ['an archive', { type: 'application/zip', name: 'a.zip' }, utf8('PK'), undefined],
  ['a drawing with scripts', { type: 'image/svg+xml', name: 'a.svg' }, utf8('<svg xmlns='), undefined],
])('%s', (_, named, head, expected) => {
  expect(typeOf(named, head)).toBe(expected)
})

test('every type that is taken has an ending', () => {
  expect(attachmentTypes.map(endingOf)).not.toContain('bin')
})
