/** All words in English, one namespace per slice. See id.ts. */
import access from '#access/locales/en.json'
import app from '#app/locales/en.json'
import audit from '#audit/locales/en.json'
import cases from '#cases/locales/en.json'
import platform from '#platform/web/locales/en.json'

export const words = { platform, app, access, audit, cases }
