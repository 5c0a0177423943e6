/** The cases slice on the server. */
export { type AppendDeps } from './append.ts'
export { type Caseload, createCaseload } from './caseload.ts'
export { casesRoutes, type CasesDeps } from './routes.ts'
