/** All words in Indonesian, one namespace per slice. A new slice adds a line here and in en.ts; ur.ts is partial. */
import access from '#access/locales/id.json'
import app from '#app/locales/id.json'
import audit from '#audit/locales/id.json'
import cases from '#cases/locales/id.json'
import platform from '#platform/web/locales/id.json'

export const words = { platform, app, access, audit, cases }

export type Words = typeof words
