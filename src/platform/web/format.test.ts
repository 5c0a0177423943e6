import { describe, expect, it } from 'vitest'
import {
  dayOfInstant,
  daysBetween,
  formatAge,
  formatBytes,
  formatDay,
  formatDays,
  formatList,
  formatMonth,
  formatNumber,
  formatRelativeDay,
  formatTime,
  monthNames,
} from './format.ts'

const _ = '\u00A0'
const NINE_FORTY_WIB = new Date('2026-11-24T02:40:00Z')

describe('days', () => {
  it('are written whole, with spaces that do not break', () => {
    expect(formatDay('2026-11-24', 'id', { weekday: true })).toBe(`Selasa${_}24${_}November`)
    expect(formatDay('2026-11-24', 'en', { weekday: true })).toBe(`Tuesday${_}24${_}November`)
    expect(formatDay('2026-08-12', 'id', { short: true })).toBe(`12${_}Agu`)
    expect(formatDay('2013-03-04', 'id', { year: true })).toBe(`4${_}Maret${_}2013`)
    expect(formatDay('2026-09-03', 'en', { short: true })).toMatch(/^3\u00A0Sept?$/)
  })
  it('do not shift with the time zone of the machine', () => {
    expect(formatDay('2026-01-01', 'id')).toBe(`1${_}Januari`)
    expect(dayOfInstant(new Date('2026-11-23T18:00:00Z'), 'Asia/Jakarta')).toBe('2026-11-24')
  })
  it('use Latin digits in Urdu', () => {
    expect(formatDay('2026-11-24', 'ur')).toBe(`24${_}نومبر`)
  })
  it('know months', () => {
    expect(formatMonth('2025-06', 'id')).toBe(`Juni${_}2025`)
    expect(monthNames('en')).toHaveLength(12)
    expect(monthNames('id')[7]).toBe('Agustus')
  })
})

describe('times', () => {
  it('have a full stop in Indonesian and a colon elsewhere', () => {
    expect(formatTime(NINE_FORTY_WIB, 'id', 'Asia/Jakarta')).toBe('09.40')
    expect(formatTime(NINE_FORTY_WIB, 'en', 'Asia/Jakarta')).toBe('09:40')
    expect(formatTime(NINE_FORTY_WIB, 'ur', 'Asia/Jakarta')).toBe('09:40')
  })
  it('know no 24.00', () => {
    expect(formatTime(new Date('2026-11-23T17:05:00Z'), 'id', 'Asia/Jakarta')).toBe('00.05')
  })
})

describe('ages', () => {
  it('are years and months, and months alone in the first year', () => {
    expect(formatAge(1, 7, 'en')).toBe(`1${_}year 7${_}months`)
    expect(formatAge(12, 1, 'id')).toBe(`12${_}tahun 1${_}bulan`)
    expect(formatAge(0, 8, 'id')).toBe(`8${_}bulan`)
  })
})

describe('relative days', () => {
  it('are said as people say them', () => {
    expect(formatRelativeDay('2026-11-23', '2026-11-24', 'id')).toBe('kemarin')
    expect(formatRelativeDay('2026-11-24', '2026-11-24', 'id')).toBe(`hari${_}ini`)
    expect(formatRelativeDay('2026-11-19', '2026-11-24', 'id')).toBe(`5${_}hari${_}lalu`)
    expect(formatRelativeDay('2026-11-25', '2026-11-24', 'en')).toBe('tomorrow')
    expect(formatDays(7, 'id')).toBe(`7${_}hari`)
    expect(formatDays(1, 'en')).toBe(`1${_}day`)
    expect(formatDays(0, 'id')).toBe(`hari${_}ini`)
    expect(formatDays(0, 'en')).toBe('today')
  })
  it('count across a leap day', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
    expect(daysBetween('2026-11-24', '2026-11-17')).toBe(-7)
  })
})

describe('numbers and lists', () => {
  it('follow the language', () => {
    expect(formatNumber(4633, 'id')).toBe('4.633')
    expect(formatNumber(4633, 'en')).toBe('4,633')
    expect(formatBytes(1_100_000, 'id')).toBe(`1,1${_}MB`)
    expect(formatBytes(0, 'en')).toBe(`0${_}kB`)
    expect(formatList(['nama', 'alamat', 'riwayat'], 'id')).toBe('nama, alamat, dan riwayat')
  })
})
