/** The cases slice on screens: what the application stands them in, and its pages. */
export { WorkProvider } from './local/context.tsx'
export { countKept } from './local/database.ts'
export * from './pages.ts'
