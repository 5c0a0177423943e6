/** A plain table as an .xlsx file, every cell as text so that no program "corrects" a number or a date. */
import { writeXlsx } from 'hucre/xlsx'

/** `rows` include the header. Returns the file's bytes. */
export async function writeTable(
  sheetName: string,
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      {
        name: sheetName,
        columns: widths.map((width) => ({ width })),
        rows: rows.map((row) => [...row]),
        freezePane: { rows: 1 },
      },
    ],
  })
}
