/** Markup that was made by `html` and may stand in other markup as it is. Anything else is escaped. */
export type Html = { readonly markup: string }

type Part = Html | string | number | null | readonly Part[]

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A template whose values are escaped, so that no text becomes markup. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return { markup: strings.reduce((all, text, i) => `${all}${markupOf(values[i - 1] ?? null)}${text}`) }
}

function markupOf(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'string' || typeof part === 'number')
    return String(part).replaceAll(/[&<>"']/g, (sign) => ESCAPED[sign] ?? sign)
  return 'markup' in part ? part.markup : part.map(markupOf).join('')
}
