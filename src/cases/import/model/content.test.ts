import { expect, test } from 'vitest'
import { isNameLike } from './content.ts'

test('one to several names of letters are like a name; a number is not', () => {
  const like = ['Kancil', 'Rusa Kemangi', 'Ani & Budi', 'Ani/Budi', ' Ani ;\tBudi ', 'Siti “Ani” (ibu)']
  expect(like.filter((text) => !isNameLike(text))).toEqual([])
  const unlike = ['', '1', 'K', 'Ani & 1', '& Ani', 'Ani &', 'Ani\nBudi', 'Ani1']
  expect(unlike.filter(isNameLike)).toEqual([])
})

test('a cell made to be slow is not: time grows with its length only', () => {
  const begun = performance.now()
  expect(isNameLike(`a${' &a'.repeat(5_000)}1`)).toBe(false)
  expect(isNameLike(`a${' '.repeat(30_000)}1`)).toBe(false)
  expect(performance.now() - begun).toBeLessThan(1_000)
})
