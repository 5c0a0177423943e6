import type { Verdict } from './check.ts'
import type { Finding, Kind } from './findings.ts'
import type { ProofVerdict } from './proof.ts'

/** Everything that this program says, in both languages. No word of a child can be in it: an export holds ids and hashes only. */
type Say = (finding: Finding) => string

const place = ({ stream, n }: Finding): string => `${stream ?? '?'}/${n ?? '?'}`

const EN: Readonly<Record<Kind, Say>> = {
  'file-missing': ({ file }) => `The export has no file ${file}.`,
  'file-cut': ({ file }) => `${file} ends in the middle of something: it was cut.`,
  'export-unsigned': ({ file }) => `${file} is not signed by the log's key: somebody else made or changed this export.`,
  'count-differs': ({ file }) =>
    `${file} does not hold as many as the signed export says: something was added or removed.`,
  'waiting-differs': () => 'The leaves that wait for the log are not those that the signed export says.',
  'leaf-malformed': ({ n }) => `Leaf ${n} is no leaf: it was changed, or it was never one.`,
  'leaf-unsigned': ({ n }) =>
    `No checkpoint covers the leaves from ${n} on: they were added without the log's key, or checkpoints were removed.`,
  'stream-out-of-place': ({ stream }) => `Stream ${stream} stands in the wrong place: its entries were moved.`,
  'entry-out-of-place': (f) => `Entry ${place(f)} has another number: entries were removed, doubled or moved.`,
  'head-differs': (f) =>
    `The head of entry ${place(f)} does not follow from its entries: something in this stream was changed.`,
  'entry-missing': (f) => `The log says that there is an entry ${place(f)}, and it is not there: it was removed.`,
  'named-head-differs': (f) =>
    `The log names another head for entry ${place(f)}: the entry, one before it, or the log was changed.`,
  'entry-without-leaf': (f) =>
    `Nothing in the log says who wrote the stream up to entry ${place(f)}: it was written past the log.`,
  'checkpoint-malformed': ({ n }) => `Checkpoint number ${n} of the export is not signed by the log's key.`,
  'checkpoint-out-of-place': ({ n }) => `The checkpoint over ${n} leaves stands in the wrong place.`,
  'checkpoint-beyond-log': ({ n }) => `A checkpoint was signed over ${n} leaves, and there are fewer: the log was cut.`,
  'checkpoint-root-differs': ({ n }) =>
    `The first ${n} leaves are not those that the checkpoint over them signs: they were changed, removed or moved.`,
  'checkpoint-missing': ({ n }) => `You hold a copy of the checkpoint over ${n} leaves, and the log has lost it.`,
  'copy-malformed': ({ n }) =>
    `Copy number ${n} is no checkpoint that this log's key has signed, or a witness's signature on it is wrong.`,
  'copy-beyond-log': ({ n }) =>
    `Your copy counts ${n} leaves, and the log has fewer: it was cut after the copy was made.`,
  'copy-root-differs': ({ n }) =>
    `The first ${n} leaves are not those of your copy: the log was changed after the copy was made, even if it was signed anew.`,
  'log-forked': ({ n }) =>
    `Two checkpoints over ${n} leaves, both signed, say different things: the log has been shown in two versions.`,
  'proof-malformed': () => 'This is no proof of a leaf that this log has signed.',
  'proof-differs': () => 'The leaf in this proof is not in the log that the checkpoint signs.',
}

const ID: Readonly<Record<Kind, Say>> = {
  'file-missing': ({ file }) => `Berkas ${file} tidak ada dalam salinan log ini.`,
  'file-cut': ({ file }) => `${file} berhenti di tengah: ada yang dipotong.`,
  'export-unsigned': ({ file }) =>
    `${file} tidak ditandatangani dengan kunci log ini: salinan ini dibuat atau diubah orang lain.`,
  'count-differs': ({ file }) =>
    `Isi ${file} tidak sebanyak yang tertulis dan ditandatangani: ada yang ditambah atau dihapus.`,
  'waiting-differs': () => 'Catatan yang masih menunggu masuk log bukan yang ditandatangani dalam salinan ini.',
  'leaf-malformed': ({ n }) => `Catatan nomor ${n} bukan catatan akses: sudah diubah, atau memang tidak pernah sah.`,
  'leaf-unsigned': ({ n }) =>
    `Tidak ada titik periksa untuk catatan mulai nomor ${n}: ditambahkan tanpa kunci log, atau titik periksanya dihapus.`,
  'stream-out-of-place': ({ stream }) => `Alur ${stream} berada di tempat yang salah: entrinya dipindahkan.`,
  'entry-out-of-place': (f) =>
    `Nomor entri ${place(f)} tidak cocok: ada entri yang dihapus, digandakan, atau dipindahkan.`,
  'head-differs': (f) => `Sidik entri ${place(f)} tidak sesuai dengan isinya: ada yang diubah dalam alur ini.`,
  'entry-missing': (f) => `Menurut log ada entri ${place(f)}, tetapi entri itu tidak ada: sudah dihapus.`,
  'named-head-differs': (f) =>
    `Log menyebut sidik lain untuk entri ${place(f)}: entri itu, entri sebelumnya, atau log sudah diubah.`,
  'entry-without-leaf': (f) =>
    `Log tidak mencatat siapa yang menulis alur sampai entri ${place(f)}: ditulis tanpa melewati log.`,
  'checkpoint-malformed': ({ n }) => `Titik periksa ke-${n} dalam salinan ini tidak ditandatangani dengan kunci log.`,
  'checkpoint-out-of-place': ({ n }) => `Titik periksa untuk ${n} catatan berada di tempat yang salah.`,
  'checkpoint-beyond-log': ({ n }) =>
    `Ada titik periksa untuk ${n} catatan, padahal catatannya kurang dari itu: log dipotong.`,
  'checkpoint-root-differs': ({ n }) =>
    `${n} catatan pertama bukan yang ditandatangani titik periksanya: ada yang diubah, dihapus, atau dipindahkan.`,
  'checkpoint-missing': ({ n }) =>
    `Anda menyimpan titik periksa untuk ${n} catatan, tetapi log sudah tidak memilikinya.`,
  'copy-malformed': ({ n }) =>
    `Titik periksa simpanan ke-${n} tidak ditandatangani kunci log ini, atau tanda tangan saksinya salah.`,
  'copy-beyond-log': ({ n }) =>
    `Titik periksa simpanan Anda mencakup ${n} catatan, padahal log lebih pendek: log dipotong sesudahnya.`,
  'copy-root-differs': ({ n }) =>
    `${n} catatan pertama tidak sama dengan titik periksa simpanan Anda: log diubah sesudahnya, sekalipun ditandatangani lagi.`,
  'log-forked': ({ n }) =>
    `Dua titik periksa untuk ${n} catatan sama-sama ditandatangani tetapi isinya berbeda: log ditunjukkan dalam dua versi.`,
  'proof-malformed': () => 'Ini bukan bukti catatan akses yang ditandatangani log ini.',
  'proof-differs': () => 'Catatan dalam bukti ini tidak ada dalam log yang ditandatangani titik periksanya.',
}

/** Whether the whole is sound, and how far that is proven. */
type Outcome = {
  readonly changed: (more: number) => string
  readonly counted: (counted: Verdict['counted']) => string
  readonly ownKey: string
  readonly unproven: string
  readonly proven: (to: number, of: number) => string
  readonly unwitnessed: (quorum: number) => string
  readonly witnessed: (to: number, quorum: number) => string
  readonly leaf: (proof: ProofVerdict) => string
  readonly leafUncopied: string
}

export type Sentences = { readonly of: Readonly<Record<Kind, Say>> } & Outcome

const english: Sentences = {
  of: EN,
  changed: (more) => `${more > 0 ? `… and ${more} more. ` : ''}SOMETHING HAS BEEN CHANGED.`,
  counted: (c) =>
    `${c.leaves} leaves (${c.waiting} more wait), ${c.entries} entries in ${c.streams} streams, ${c.checkpoints} checkpoints, ${c.copies} copies that you gave.`,
  ownKey:
    'The key came with the export. Compare log.vkey with the key that you know from elsewhere, or give that one with --key.',
  unproven:
    'Nothing in it contradicts itself. But without a checkpoint that you copied earlier (--checkpoint) nothing is proven: whoever holds the database and the key could have rewritten all of it.',
  proven: (to, of) =>
    `Nothing has been changed in the first ${to} of ${of} leaves; later ones will be proven by a later copy.`,
  unwitnessed: (quorum) => `No copy has been cosigned by ${quorum} of the witnesses.`,
  witnessed: (to, quorum) => `At least ${quorum} of the witnesses have seen the first ${to} leaves as they are here.`,
  leaf: ({ leaf, index, size }) =>
    `The log has recorded it: leaf ${index} of ${size}, ${leaf?.op} at ${leaf?.at} (${leaf?.id}).`,
  leafUncopied:
    'The checkpoint in this proof is none of those that you copied: the log has signed it, and could still show others another one.',
}

const indonesian: Sentences = {
  of: ID,
  changed: (more) => `${more > 0 ? `… dan ${more} lagi. ` : ''}ADA YANG SUDAH DIUBAH.`,
  counted: (c) =>
    `${c.leaves} catatan akses (${c.waiting} lagi menunggu), ${c.entries} entri dalam ${c.streams} alur, ${c.checkpoints} titik periksa, ${c.copies} titik periksa simpanan Anda.`,
  ownKey:
    'Kuncinya ikut dalam salinan ini. Cocokkan log.vkey dengan kunci yang Anda ketahui dari tempat lain, atau berikan kunci itu dengan --key.',
  unproven:
    'Isinya tidak saling bertentangan. Namun tanpa titik periksa yang Anda simpan sebelumnya (--checkpoint) belum ada yang terbukti: pemegang basis data dan kunci bisa saja menulis ulang semuanya.',
  proven: (to, of) =>
    `Tidak ada yang diubah dalam ${to} dari ${of} catatan pertama; sisanya akan terbukti dengan titik periksa berikutnya.`,
  unwitnessed: (quorum) => `Belum ada titik periksa simpanan yang ditandatangani ${quorum} saksi.`,
  witnessed: (to, quorum) => `Sedikitnya ${quorum} saksi telah melihat ${to} catatan pertama persis seperti di sini.`,
  leaf: ({ leaf, index, size }) =>
    `Log mencatatnya: catatan nomor ${index} dari ${size}, ${leaf?.op} pada ${leaf?.at} (${leaf?.id}).`,
  leafUncopied:
    'Titik periksa dalam bukti ini bukan salah satu simpanan Anda: log menandatanganinya, tetapi masih bisa menunjukkan yang lain kepada orang lain.',
}

/** By the language of the terminal: Indonesian where it says so, otherwise English. */
export const sentencesFor = (lang: string): Sentences => (/^id\b|^id_/.test(lang) ? indonesian : english)
