/** Attachments: encrypted at rest, checked by content, resumable. Decision: `docs/adr/0007-attachments.md`. */
export { checkContent } from './content.ts'
export { type BlobStore, diskBlobStore } from './disk.ts'
export { decryptStream, encryptedSize, encryptStream } from './stream.ts'
export { completeUpload, readBlob, receiveChunk } from './uploads.ts'
