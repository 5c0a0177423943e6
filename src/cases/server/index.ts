/** The cases slice on the server. */
export { type AppendDeps } from './append.ts'
export { type Caseload, createCaseload } from './caseload.ts'
export { casesRoutes, type CasesDeps } from './routes.ts'
export { judge, type Judged, type Standing, type Taken } from './judge.ts'
export { sealEntry, sealSummary, type StreamKey } from './sealed.ts'
