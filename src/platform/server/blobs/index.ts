/** Attachments: encrypted at rest, checked by content, resumable. Decision: `docs/adr/0007-attachments.md`. */
export { checkContent, type ContentRefusal } from './content.ts'
export { type BlobStore, diskBlobStore } from './disk.ts'
export { decryptStream, encryptedSize, encryptStream } from './stream.ts'
export { type ChunkOutcome, completeUpload, readBlob, receiveChunk, type UploadOutcome } from './uploads.ts'
