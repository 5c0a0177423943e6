import { defineOperation } from '#access/index.ts'

/** What the background job of an import does, in the words of the audit log. It has no route: nobody can call it from outside. */
export const JOB = defineOperation({
  id: 'storeImport',
  method: 'POST',
  path: '/',
  summary: 'Store rows of a confirmed import as files',
  problems: [],
  policy: { who: 'permitted', needs: 'sheet.import' },
  audit: { action: 'import.store', nature: 'change' },
})
