import en from '../../locales/en.json' with { type: 'json' }
import id from '../../locales/id.json' with { type: 'json' }
import type { AnswerWords, Choice } from '../model/index.ts'

const CATALOGUES = { id: id.importSheet, en: en.importSheet } as const

/** Words of the spreadsheet of questions, in the reader's language; Indonesian where there is none. */
export function answerWords(language: string): AnswerWords {
  const words = language === 'en' ? CATALOGUES.en : CATALOGUES.id
  const questions: Readonly<Record<string, string>> = words.question
  const choices: Readonly<Record<Choice, string>> = words.choice
  const { key, place, name, question, written, options, answer, value } = words.heading
  return {
    sheet: words.sheet,
    headings: [key, place, name, question, written, options, answer, value],
    question: (code, params) =>
      questions[`${code}/${String(params?.['how'] ?? '')}`] ?? questions[code] ?? questions['other'] ?? code,
    choice: (choice) => choices[choice],
  }
}

/** Name of the downloaded file. It says nothing of the list. */
export const answerFileName = (language: string): string => `${answerWords(language).sheet}.xlsx`
