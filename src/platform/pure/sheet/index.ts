export { readWorkbook } from './read-workbook.ts'
export { writeTable } from './write-xlsx.ts'
export { columnLetters, isProblem, type Cell, type Row, type Sheet, type SheetProblem, type Workbook } from './types.ts'
