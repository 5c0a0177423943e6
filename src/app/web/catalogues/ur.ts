/** Urdu, a draft: what is missing is read in English. Needs a native reader before anyone relies on it. */
import app from '#app/locales/ur.json'
import platform from '#platform/web/locales/ur.json'

export const words = { platform, app }
