/** The fair comparison of README.md between a dry run's report and what a careful person would import. */

export type Birth = { value: string | null; precision: string; estimated: boolean; earliest: string | null; latest: string | null; raw?: string }
export type Child = { name: string | null; sex: string; birth: Birth; [field: string]: unknown }
export type Asked = { code: string; field?: string; fields?: string[]; why?: string }
export type Row = {
  sheet: string; row?: number; column?: string; kind: string; decision: string; children?: Child[]; questions?: Asked[]
  same_as?: { sheet: string; row?: number; column?: string; certainty: string }; not_same_as?: { sheet: string; row: number }; cells?: Record<string, string>
}
export type Truth = { as_of: string; rows: Row[]; [key: string]: unknown }

export type Score = {
  fields: number; alike: number; wrong: string[]
  questionable: number; asked: number; notAsked: string[]
  clear: number; overAsked: string[]
  invented: string[]; lost: string[]; skippedChildren: string[]; madeChildren: string[]; merged: string[]
}

const COMPARED = ['name', 'alias', 'sex', 'birth', 'birthplace', 'village', 'subdistrict', 'guardian', 'guardian_relation', 'phone', 'nik', 'registered', 'status', 'notes'] as const

/** Which field a question of the truth is about. */
const FIELD_OF: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^nik-contradicts-sex/, ['nik', 'sex']], [/^nik-contradicts-birth/, ['nik', 'birth']], [/^nik/, ['nik']], [/^sex|^siblings-one-sex/, ['sex']], [/^name|^siblings-family-name/, ['name']], [/^phone/, ['phone']],
  [/^colour|^status/, ['status']], [/^duplicate/, ['row']], [/^registered/, ['registered']], [/^village|^formula-error-village/, ['village']], [/^columns/, ['row']],
  [/birth|date|over-18|age|weekday|century/, ['birth', 'age']],
]
const fieldsOf = (code: string): readonly string[] => FIELD_OF.find(([p]) => p.test(code))?.[1] ?? ['?']

const key = (r: { sheet: string; row?: number | undefined; column?: string | undefined }): string => `${r.sheet}|${r.column === undefined || r.row !== undefined ? r.row : ''}|${r.column ?? ''}`
const fold = (s: unknown): string => JSON.stringify(typeof s === 'string' ? s.toLowerCase().replace(/\s+/g, ' ').trim() : Array.isArray(s) ? s.map((x) => String(x).toLowerCase().replace(/\s+/g, ' ').trim()).sort() : s)
const shift = (day: string, years: number): string => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`

function birthAlike(truth: Birth, mine: Birth): boolean {
  if (truth.value !== null) return truth.value === mine.value
  if (truth.earliest === null || truth.latest === null) return mine.value === null && mine.earliest === null
  if (mine.earliest === null || mine.latest === null) return false
  return mine.estimated && mine.earliest >= shift(truth.earliest, -1) && mine.latest <= shift(truth.latest, 1)
}

/** A day or month that the truth does not have is invented. */
function birthInvented(truth: Birth, mine: Birth): boolean {
  const depth = (b: Birth): number => (b.value === null ? 0 : b.value.length)
  return depth(mine) > depth(truth)
}

export function score(truth: Truth, report: { rows: Row[] }): Score {
  const s: Score = { fields: 0, alike: 0, wrong: [], questionable: 0, asked: 0, notAsked: [], clear: 0, overAsked: [], invented: [], lost: [], skippedChildren: [], madeChildren: [], merged: [] }
  const mine = new Map(report.rows.map((r) => [key(r), r]))
  const seen = new Set<string>()
  for (const t of truth.rows) {
    const m = mine.get(key(t))
    seen.add(key(t))
    if (t.decision === 'skip' || t.decision === 'reject') {
      if (t.decision === 'skip' && (m?.children?.length ?? 0) > 0) s.madeChildren.push(key(t))
      continue
    }
    if (m === undefined || m.decision === 'skip') {
      s.skippedChildren.push(key(t))
      s.fields += (t.children ?? []).length * 8
      continue
    }
    compareRow(s, t, m)
  }
  for (const m of report.rows) if ((m.children?.length ?? 0) > 0 && !seen.has(key(m))) s.madeChildren.push(key(m))
  return s
}

function compareRow(s: Score, t: Row, m: Row): void {
  const at = key(t)
  const children = t.children ?? []
  if (children.length !== (m.children?.length ?? 0)) s.wrong.push(`${at} ${children.length} children, read ${m.children?.length}`)
  children.forEach((child, i) => compareChild(s, `${at}#${i}`, child, m.children?.[i]))
  const questions = t.questions ?? []
  if (questions.length === 0) {
    s.clear++
    if ((m.questions?.length ?? 0) > 0) s.overAsked.push(`${at} ${m.questions?.map((q) => q.code).join(',')}`)
  } else {
    s.questionable++
    const missing = questions.filter((q) => !fieldsOf(q.code).some((f) => (m.questions ?? []).some((x) => x.field === f || (x.fields ?? []).includes(f))))
    if (missing.length === 0) s.asked++
    else s.notAsked.push(`${at} ${missing.map((q) => q.code).join(',')}`)
  }
  if (m.same_as !== undefined && (t.same_as === undefined || key(t.same_as) !== key(m.same_as))) s.merged.push(`${at} → ${key(m.same_as)}`)
  if (t.same_as !== undefined && m.same_as === undefined) s.notAsked.push(`${at} same_as`)
}

function compareChild(s: Score, at: string, t: Child, m: Child | undefined): void {
  const raw = JSON.stringify(m ?? {})
  for (const field of COMPARED) {
    const want = t[field]
    const got = m?.[field]
    if (want === undefined) {
      if (got !== undefined && got !== null && !(Array.isArray(got) && got.length === 0) && field !== 'guardian_relation') s.invented.push(`${at} ${field}=${JSON.stringify(got)}`)
      continue
    }
    s.fields++
    const alike = field === 'birth' ? m !== undefined && birthAlike(t.birth, m.birth) : fold(want ?? null) === fold(got ?? null)
    if (alike) s.alike++
    else s.wrong.push(`${at} ${field}: want ${JSON.stringify(want)} got ${JSON.stringify(got)}`)
    if (field === 'birth' && m !== undefined && birthInvented(t.birth, m.birth)) s.invented.push(`${at} birth ${JSON.stringify(m.birth)}`)
    else if (want === null && got !== null && got !== undefined) s.invented.push(`${at} ${field}=${JSON.stringify(got)}`)
  }
  for (const [field, value] of Object.entries(t)) {
    const text = field === 'birth' ? t.birth.raw : field.endsWith('_raw') ? value : undefined
    if (typeof text === 'string' && text !== '' && !raw.includes(JSON.stringify(text).slice(1, -1))) s.lost.push(`${at} ${field} ${JSON.stringify(text)}`)
  }
}

/** One line, and whether all marks are met. */
export function verdict(s: Score): { line: string; ok: boolean } {
  const share = s.fields === 0 ? 1 : s.alike / s.fields
  const over = s.clear === 0 ? 0 : s.overAsked.length / s.clear
  const ok = share >= 0.97 && s.asked === s.questionable && s.notAsked.length === 0 && over <= 0.03 && [s.invented, s.lost, s.skippedChildren, s.madeChildren, s.merged].every((l) => l.length === 0)
  return {
    ok,
    line: `fields ${(share * 100).toFixed(2)}% of ${s.fields}, questions ${s.asked}/${s.questionable}, over-asked ${s.overAsked.length}/${s.clear}, invented ${s.invented.length}, lost ${s.lost.length}, skipped ${s.skippedChildren.length}, made ${s.madeChildren.length}, merged ${s.merged.length}`,
  }
}
