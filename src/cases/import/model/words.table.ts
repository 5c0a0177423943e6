/** Words of Indonesian and English spreadsheets, as data. A new habit of an office is a new line here. All lower case. */
import type { DatePart, Field, NamePart, Sex, Status } from './types.ts'

/** A table that knows its own words only: a cell that says "constructor" is none of them. */
const wordTable = <T>(words: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null) as Record<string, T>, words)

/** Months by their usual spellings; the first three letters are tried as well. */
export const MONTHS: Readonly<Record<string, number>> = wordTable<number>({
  januari: 1,
  january: 1,
  jan: 1,
  februari: 2,
  february: 2,
  pebruari: 2,
  feb: 2,
  peb: 2,
  maret: 3,
  march: 3,
  mar: 3,
  mrt: 3,
  april: 4,
  apr: 4,
  mei: 5,
  may: 5,
  juni: 6,
  djuni: 6,
  june: 6,
  jun: 6,
  juli: 7,
  djuli: 7,
  july: 7,
  jul: 7,
  agustus: 8,
  august: 8,
  agu: 8,
  ags: 8,
  agt: 8,
  aug: 8,
  agust: 8,
  agst: 8,
  agts: 8,
  augustus: 8,
  september: 9,
  sept: 9,
  sep: 9,
  oktober: 10,
  october: 10,
  okt: 10,
  oct: 10,
  november: 11,
  nopember: 11,
  nov: 11,
  nop: 11,
  desember: 12,
  december: 12,
  des: 12,
  dec: 12,
})

/** Months in Roman numbers, as they are written by hand: 12/V/2011. */
export const ROMAN_MONTHS: readonly string[] = [
  'i',
  'ii',
  'iii',
  'iv',
  'v',
  'vi',
  'vii',
  'viii',
  'ix',
  'x',
  'xi',
  'xii',
]

/** 0 = Sunday. */
export const WEEKDAYS: Readonly<Record<string, number>> = wordTable<number>({
  minggu: 0,
  ahad: 0,
  sunday: 0,
  sun: 0,
  senin: 1,
  sen: 1,
  monday: 1,
  mon: 1,
  selasa: 2,
  sel: 2,
  sls: 2,
  tuesday: 2,
  tue: 2,
  rabu: 3,
  rab: 3,
  wednesday: 3,
  wed: 3,
  kamis: 4,
  kam: 4,
  thursday: 4,
  thu: 4,
  jumat: 5,
  "jum'at": 5,
  jum: 5,
  jmt: 5,
  friday: 5,
  fri: 5,
  sabtu: 6,
  sab: 6,
  sbt: 6,
  saturday: 6,
  sat: 6,
})

/** Words that mean "we do not know". */
export const UNKNOWN = new Set([
  '',
  '-',
  '--',
  '---',
  '—',
  '–',
  '?',
  '??',
  '???',
  '.',
  '..',
  '...',
  '…',
  'x',
  'xx',
  '0',
  'n/a',
  'na',
  'nn',
  'n.n.',
  'n.n',
  '#n/a',
  'null',
  'none',
  'nil',
  'kosong',
  'tidak tahu',
  'tdk tahu',
  'tidak diketahui',
  'tdk diketahui',
  'tidak jelas',
  'belum tahu',
  'belum diketahui',
  'belum ada',
  'blm ada',
  'belum',
  'blm',
  'tidak ada',
  'tdk ada',
  'tidak punya',
  'tdk punya',
  'tak ada',
  'lupa',
  'unknown',
  'not known',
  'not given',
  'no data',
  'missing',
  'tba',
  'tanpa nama',
  'belum ada nama',
  'belum bernama',
  'bayi',
  'anonim',
  'no name',
  'unnamed',
  'menyusul',
  'dalam proses',
])

/** "the same as above". */
export const DITTO = new Set([
  '"',
  '""',
  '”',
  '“',
  '″',
  '〃',
  "''",
  'sda',
  's.d.a',
  's.d.a.',
  'idem',
  'id.',
  'ditto',
  'do.',
  '-"-',
  '-”-',
  '- " -',
  '~"~',
  'same',
  'sama',
  'sama dengan atas',
])

/** Whole cells that say the sex. `p` and `w` depend on what else the column uses; see read-sex.ts. */
export const SEX: Readonly<Record<string, Sex>> = wordTable<Sex>({
  l: 'male',
  lk: 'male',
  'lk-lk': 'male',
  laki: 'male',
  laki2: 'male',
  'laki-laki': 'male',
  'laki - laki': 'male',
  'laki laki': 'male',
  lakilaki: 'male',
  lelaki: 'male',
  pria: 'male',
  putra: 'male',
  putera: 'male',
  pa: 'male',
  cowok: 'male',
  cowo: 'male',
  m: 'male',
  male: 'male',
  man: 'male',
  boy: 'male',
  boys: 'male',
  males: 'male',
  '♂': 'male',
  p: 'female',
  pr: 'female',
  prp: 'female',
  prm: 'female',
  perempuan: 'female',
  perempua: 'female',
  wanita: 'female',
  w: 'female',
  putri: 'female',
  puteri: 'female',
  pi: 'female',
  cewek: 'female',
  cewe: 'female',
  f: 'female',
  female: 'female',
  woman: 'female',
  girl: 'female',
  girls: 'female',
  females: 'female',
  '♀': 'female',
})

/** Tested in this order, as parts of a cell. */
export const STATUS: readonly (readonly [Status, RegExp])[] = [
  ['closed', /^(?!.*(belum|menunggu|not )).*(selesai|ditutup|closed|completed)/],
  [
    'waiting-for-referral',
    /(menunggu|nunggu|tunggu|wait\w*|pending|awaiting).*(rujuk|referral|jawab)|rujuk\w*.*(menunggu|belum|proses)|referral.*(pending|wait)|waiting|menunggu|dirujuk|rujukan|referred/,
  ],
  ['contact-lost', /hilang|putus kontak|lost|tidak (dapat|bisa) dihubungi|tdk (dapat|bisa) dihubungi|unreachable/],
  [
    'closed',
    /selesai|tutup|closed?|tamat|berakhir|terminasi|terminated|completed?|finished|tidak aktif|tdk aktif|non ?aktif|inactive|ditutup/,
  ],
  ['moved', /pindah|moved|relocat|transfer/],
  ['active', /aktif|active|berjalan|dalam pendampingan|didampingi|proses|ongoing|open|lanjut|berlanjut/],
]

/** A list of children of one sex, in the words of its title or its sheet's name (as `headerKey` writes them). */
export const CHILDREN_OF_ONE_SEX =
  /^(?:data |daftar |register |list of )?(?:anak |anak anak |siswa |warga )?(laki laki|perempuan|putra|putri|lk|pr|boys?|girls?|males?|females?)$|\banak (laki laki|perempuan)\b/
export const OF_BOTH = /\b(dan|and|pemberdayaan|perlindungan|dinas|dp3a\w*|laki laki.*perempuan|perempuan.*laki laki)\b/

/** Headings of a table of codes (as `headerKey` writes them). */
export const CODE_HEADER = /^(kode|kd|code|singkatan|no|id)\b/
export const MEANING_HEADER = /^(arti|nama|keterangan|ket|meaning|name|desa|nama desa|uraian)\b/

/** Words for how a guardian is related to the child. */
export const RELATIONS = new Set([
  'ayah',
  'bapak',
  'bapa',
  'papa',
  'ibu',
  'mama',
  'emak',
  'bunda',
  'paman',
  'bibi',
  'tante',
  'om',
  'kakek',
  'nenek',
  'kakak',
  'abang',
  'kakak laki-laki',
  'kakak perempuan',
  'kakak ipar',
  'abang ipar',
  'ayah tiri',
  'ibu tiri',
  'ayah angkat',
  'ibu angkat',
  'ayah kandung',
  'ibu kandung',
  'orang tua',
  'ortu',
  'wali',
  'pengasuh',
  'tetangga',
  'saudara',
  'sepupu',
  'pakde',
  'bude',
  'paklik',
  'bulik',
  'uwak',
  'ua',
  'buyut',
  'panti',
  'pengurus panti',
  'kerabat',
  'keluarga',
  'adik',
  'adik ipar',
  'father',
  'mother',
  'uncle',
  'aunt',
  'auntie',
  'grandfather',
  'grandmother',
  'grandparent',
  'brother',
  'sister',
  'cousin',
  'guardian',
  'parent',
  'stepfather',
  'stepmother',
  'step-father',
  'step-mother',
  'foster father',
  'foster mother',
  'foster parent',
  'neighbour',
  'neighbor',
  'caregiver',
  'relative',
  'elder brother',
  'elder sister',
])

/** A number that belongs to somebody else. */
export const OTHER_PERSON =
  /tetangga|neighbou?r|teman|friend|saudara|kerabat|pak |bu |ibu|bapak|bpk|a\.?n\.?\s|atas nama|milik|kader|guru|teacher|ketua|kades|kepala|pinjam|paman|bibi|tante|nenek|kakek|kakak|relative|uncle|aunt/i

export const APPROXIMATE =
  /^(±|\+\s*\/\s*-|\+-|∓|~|≈|kira\s*-?\s*kira|kira2|sekitar|kurang lebih|lebih kurang|k\.?l\.|lk\.|kl\b|approx\.?|approximately|about|around|circa|ca\.|c\.|perkiraan|diperkirakan|est\.?|estimasi|mungkin|hampir)\s*/

/** Rows that count or sum. */
export const TOTAL =
  /^(grand\s+|sub\s*-?\s*)?(jumlah|total|jml|rekap(itulasi)?|rata\s*-?\s*rata|average|sum|subtotal|count|banyaknya)\b/

/** Sums that are carried from page to page. */
export const CARRIED =
  /^(pindahan|dipindahkan|jumlah dipindahkan|jumlah pindahan|carried (over|forward)|brought forward)\b/

/** Rows that close a list. */
export const SIGNATURE =
  /mengetahui|menyetujui|petugas\b|tanda tangan|\bttd\b|\bnip\b|dibuat oleh|disusun oleh|diperiksa|disetujui|pembuat|hormat kami|kepala (dinas|desa|uptd|seksi|bidang|kantor|sub)|\bpendamping,|penanggung jawab|koordinator|prepared by|approved by|signed|signature|reported by|checked by|compiled by|head of|sekretaris|\bcamat\b|\blurah\b|dicetak|printed (on|by)|sumber data|sumber:/

export const LEGEND =
  /keterangan\s*(warna|kode|:)|^(legenda|legend|kode|arti warna|warna|colou?rs?|codes?|key|singkatan|petunjuk kode)\b|^ket\.?\s*(warna|kode)?\s*:/

export const EXAMPLE = /^\(?\s*(contoh|example|e\.g\.|cth|sample|isi(an)? contoh|contoh pengisian|misal(nya)?|format)\b/

/** How offices shorten the words of their headers. Tried word by word, before `HEADER_RULES`. */
export const HEADER_ABBREVIATIONS: Readonly<Record<string, string>> = wordTable<string>({
  lhr: 'lahir',
  lhir: 'lahir',
  tpt: 'tempat',
  tmpt: 'tempat',
  tmp: 'tempat',
  tempt: 'tempat',
  tg: 'tgl',
  tggl: 'tgl',
  nm: 'nama',
  nma: 'nama',
  lkp: 'lengkap',
  lngkp: 'lengkap',
  ank: 'anak',
  almt: 'alamat',
  ds: 'desa',
  dsn: 'dusun',
  msk: 'masuk',
  jns: 'jenis',
  klmn: 'kelamin',
  klm: 'kelamin',
  bpk: 'bapak',
  org: 'orang',
  sklh: 'sekolah',
  kls: 'kelas',
  pend: 'pendidikan',
  pddk: 'pendidikan',
  pek: 'pekerjaan',
  pkrj: 'pekerjaan',
  umr: 'umur',
  cat: 'catatan',
  nmr: 'nomor',
  kntk: 'kontak',
  dgn: 'dengan',
  dg: 'dengan',
  pggl: 'panggilan',
  dftr: 'daftar',
})

/** Header words to fields, tried in order; the first that fits the normalised header (punctuation as spaces) wins. `strong` alone suffices. */
export const HEADER_RULES: readonly {
  readonly field: Field
  readonly pattern: RegExp
  readonly strong?: true
  readonly relation?: string
}[] = [
  // Whoever reported, or did, something must never be taken for the child or for somebody to call.
  {
    field: 'other',
    pattern: /\b(pelapor|pelaku|terlapor|tersangka|perpetrator|suspect|saksi|witness|reporter|reported by)\b/,
  },
  // A state, or a name, of something else than the child.
  {
    field: 'other',
    pattern:
      /\b(status|kondisi|keadaan) (ayah|ibu|ortu|orang ?tua|bapak|perkawinan|pernikahan|rumah|gizi|vaksin\w*|imunisasi|ekonomi|sekolah|pendidikan|kesehatan|kepemilikan|disabilitas|keluarga|sosial|gizinya|marital|mother|father)\b/,
  },
  {
    field: 'other',
    pattern:
      /\b(nama|name of|alamat|telp|hp) (posyandu|puskesmas|panti|kader|lembaga|bank|saudara|sekolah|guru|kelompok|program|kegiatan|penyakit|obat|pasangan|suami|istri|dusun|rt|school|sibling|teacher)\b/,
  },
  { field: 'guardian', pattern: /\bnama kk\b/, strong: true },
  {
    field: 'number',
    pattern:
      /^(no|nomor|nr|kode|id) (register|registrasi|registration|reg|berkas|kasus|anak|klien|case|client|child|urut)$|^(case|client|child) (id|no|number|code)$/,
    strong: true,
  },
  {
    field: 'other',
    pattern:
      /(?<!sesuai )\bkk\b|\b(kartu keluarga|nisn|nis|nuptk|family card|household (no|number|id)|no akta|akta|akte|passport|paspor|bpjs|kip|pkh|jkn|kis)\b/,
  },
  {
    field: 'other',
    pattern:
      /^(?!catatan |ket |keterangan ).*\b(petugas|pendamping|officer|worker|caseworker|enumerator|staf|konselor|psikolog|relawan|surveyor)\b/,
  },
  {
    field: 'other',
    pattern:
      /\b(nik|ktp|umur|usia|age|jk|sex|gender|jenis kelamin|tgl lahir|tanggal lahir|date of birth|dob)\b.*\b(wali|ortu|orang ?tua|pengasuh|ibu|ayah|bapak|guardian|parents?|mother|father|caregiver)\b/,
  },
  { field: 'address', pattern: /\b(alamat|address)\b.*\b(wali|ortu|orang ?tua|pengasuh|guardian|parents?)\b/ },
  {
    field: 'nik',
    pattern:
      /^(?!alamat ).*\b(nik|n i k|kia|nomor induk( kependudukan| anak)?|no ?induk kependudukan|no ktp|ktp|national id( no| number)?|identity (no|number|card)|id (no|number|card)|no identitas|nomor identitas|identification (no|number))\b/,
    strong: true,
  },
  {
    field: 'phone',
    pattern:
      /\b(hp|no hp|nomor hp|telp|tlp|tlpn|telpon|telepon|no wa|wa|whats ?app|phone|phones|mobile|cell|cellphone|handphone|ponsel|kontak|contact( no| number)?|tel|telephone|cp|dihubungi)\b/,
    strong: true,
  },
  {
    field: 'guardianRelation',
    pattern:
      /\b(hub|hubungan|hubungan keluarga|relation|relationship|related|relasi|status wali|status pengasuh|kekerabatan)\b/,
    strong: true,
  },
  { field: 'other', pattern: /\b(pekerjaan|occupation|job|pendidikan|education|penghasilan|income)\b/ },
  { field: 'number', pattern: /^(jumlah|jml|total|number of)\b/ },
  {
    field: 'guardian',
    pattern:
      /\b(wali|pengasuh|guardian|caregiver|carer|caretaker|penanggung jawab|yang merawat|orang ?tua|ortu|parent|parents|kepala keluarga|head of (family|household))\b/,
    strong: true,
  },
  { field: 'guardian', pattern: /\b(ibu|mother|bunda)\b/, relation: 'ibu', strong: true },
  { field: 'guardian', pattern: /\b(ayah|bapak|father)\b/, relation: 'ayah', strong: true },
  {
    field: 'registered',
    pattern:
      /\b(register|registrasi|registered|registration|terdaftar|daftar|didaftar|didaftarkan|tercatat|dicatat|diregister|pendaftaran|tgl reg|tanggal reg|tgl masuk|tanggal masuk|masuk|mulai|intake|admission|admitted|enrol\w*|tgl lapor|tanggal lapor|date reported|diterima|tgl terima|pendampingan sejak|sejak|since|start( date)?|entry date|date of entry|opened|tgl data|tanggal data|tgl input|tanggal input|tgl catat|tanggal catat|pencatatan|kunjungan pertama|first visit|(tgl|tanggal) (laporan|pelaporan|pendataan|didata|terdata|pengaduan|aduan|asesmen|assessment|penerimaan|entri|entry)|identifikasi|date identified)\b/,
    strong: true,
  },
  {
    field: 'birthplaceAndBirth',
    pattern:
      /^(ttl|t t l|kota (tgl|tanggal) lahir|tempat( dan| tanggal| tgl| tg)+ (tgl |tanggal )?(tgl |tanggal )?lahir|tempat lahir (dan )?(tgl|tanggal)( lahir)?|place( and|,)? ?date of birth|birth ?place( and)? (birth ?)?date|kelahiran tempat tanggal|tempat tanggal lahir|place and date of birth|place of birth (and )?date( of birth)?)/,
    strong: true,
  },
  {
    field: 'birthplace',
    pattern: /\b(tempat lahir|place of birth|birth ?place|kota lahir|(kota|tempat) kelahiran|born in)\b/,
    strong: true,
  },
  {
    field: 'birth',
    pattern:
      /^tl$|\b(tgl lahir|tanggal lahir|lahir|dob|d o b|date of birth|birth ?date|birth|born|birthday|thn lahir|tahun lahir|kelahiran|tanggal kelahiran|year of birth)\b/,
    strong: true,
  },
  { field: 'age', pattern: /\b(umur|usia|age)\b/, strong: true },
  {
    field: 'sex',
    pattern:
      /^(l p|p l|jk|j k|j kel|j kelamin|jenis kel|jenis kelamin|kelamin|sex|gender|m f|f m|lk pr|l k p r|pria wanita|p w|w p|l w|laki perempuan|laki laki perempuan|kel$|jenkel|boy girl|girl boy|male female|female male|seks|pute?ra pute?ri|pa pi|laki2 perempuan|male or female)\b/,
    strong: true,
  },
  {
    field: 'alias',
    pattern:
      /\b(panggilan|nama panggilan|alias|nick ?name|nama kecil|called|dipanggil|nama samaran|samaran|inisial|initials)\b/,
    strong: true,
  },
  {
    field: 'villageAndSubdistrict',
    pattern: /\b(desa|kelurahan|kel|village)( kel| kelurahan)? (kec|kecamatan|sub ?district)\b/,
    strong: true,
  },
  { field: 'subdistrict', pattern: /\b(kecamatan|kec|sub ?district|distrik)\b/, strong: true },
  {
    field: 'village',
    pattern: /\b(desa|kelurahan|village|gampong|nagari|nag|pekon|negeri|lembang|kampung|kampong|kel)\b/,
    strong: true,
  },
  { field: 'address', pattern: /\b(alamat|address|domisili|tempat tinggal|residence|dusun|lives)\b/, strong: true },
  {
    field: 'other',
    pattern:
      /\b(kabupaten|kab|kota|provinsi|province|district|rt|rw|sekolah|school|kelas|class|grade|agama|religion|suku|berat|tinggi|weight|height|bb|tb|anak ke|kode|code|id|foto|photo|hobi|hobby|cita|warna|colou?r|golongan|darah|blood)\b/,
  },
  {
    field: 'status',
    pattern:
      /^(st|sts|stat)$|^(progress|progres|perkembangan|keadaan|tahap|posisi)( kasus| anak)?$|\b(status( kasus| anak| pendampingan)?|kondisi|case status|state|perkembangan kasus)\b/,
    strong: true,
  },
  {
    field: 'notes',
    pattern: /\b(keterangan|ket|catatan|notes?|remarks?|comments?|uraian|informasi|info|lain lain|observations?)\b/,
    strong: true,
  },
  {
    field: 'name',
    pattern:
      /\b(nama( anak| lengkap| siswa| klien)?|name|full name|child name|name of child|surname|child|anak|klien|client|penerima)\b/,
    strong: true,
  },
  {
    field: 'number',
    pattern:
      /^(no|no urut|nomor|nomor urut|case id|urut|nr|num|number|#|s ?no|no reg|case no|no kasus|no anak|ref|id anak)$/,
    strong: true,
  },
  { field: 'registered', pattern: /^(tgl|tanggal|date)$/ },
]

/** Headers of dates, persons and numbers that are surely not the child's own, nor the guardian's, whatever their cells look like. */
export const OF_SOMETHING_ELSE =
  /\b(pelapor|dilaporkan oleh|reporter|reported by|pelaku|terlapor|tersangka|perpetrator|suspect|saksi|witness|korban lain|kader|oleh|by|pic|operator|verifikator|saudara|siblings?|teman|tetangga|guru|terakhir|last|latest|kunjungan|visit|rapat|meeting|update|diperbarui|perubahan|rujuk|rujukan|dirujuk|referral|lulus|akta|akte|wafat|meninggal|death|keluar|exit|selesai|berakhir|closed|end|vaksin|imunisasi|jadwal|next|berikut|berikutnya|kejadian|incident|sidang|periksa|lapor polisi|asal sekolah|rekening)\b/

/** A place where the child does not live now, or not any more: of two columns of places the other counts. */
export const ELSEWHERE =
  /\b(asal|lama|sebelum|sebelumnya|dulu|ktp|kk|kejadian|sekolah|origin|previous|former|old|permanent|incident)\b/

/** The unit of an age, in its header. */
export const IN_MONTHS = /\b(bln|bulan|months?|mths?)\b/
export const IN_YEARS = /\b(th|thn|tahun|years?|yrs?)\b/

/** Columns for the parts of a name. */
export const NAME_PARTS: readonly (readonly [NamePart, RegExp])[] = [
  ['first', /\b(depan|first|given|pertama)\b/],
  ['middle', /\b(tengah|middle)\b/],
  ['last', /\b(belakang|akhir|last|surname|marga|family name)\b/],
]

/** Columns for the parts of a date, below a heading that names the date. */
export const DATE_PARTS: readonly (readonly [DatePart, RegExp])[] = [
  ['day', /^(tgl|tanggal|tg|hari|hr|day|dd)$/],
  ['month', /^(bln|bulan|bl|month|mm)$/],
  ['year', /^(thn|tahun|th|year|yyyy|yy)$/],
]

/** Words that may stand in a header beside the words of `HEADER_RULES`; a cell made of other words is content, not a header. */
export const HEADER_FILLERS = new Set(
  (
    'nama anak wali no nomor tgl tanggal tg th thn tahun bln bulan hari dan atau and or of the in date lengkap kk hp wa telp pr lk l p m f w laki perempuan pria wanita data identitas identity child childs children name names ' +
    'asal saat ini sekarang current now full number id jenis dd mm yy yyyy hh bb tttt ddmmyyyy mmddyyyy kg cm rt rw if any jika ada lainnya lain other others alamat desa dusun kel kelurahan kec kecamatan kab kabupaten di dari ke kontak contact ' +
    'orang tua ortu ibu ayah bapak kandung asuh pengasuh years year months month yrs usia umur lahir mother father guardian guardians parent keluarga family pendampingan kasus case pada per yang dihubungi bisa dpt dapat tempat place kelamin 1 2 0 male female ' +
    'depan belakang tengah akhir first last middle given surname marga pm balita bayi murid santri abh panjang gelar student beneficiary samaran skrg sekarang person yg aktif penanganan khusus note remark opened on digit primary utama kota pa pi putra putri birthplace birthdate subdistrict orangtua tinggi nya korban kejadian kronologi kekerasan tindak layanan kebutuhan ibunya ayahnya asal terakhir sesuai ktp kk akta ' +
    'didampingi dilaporkan dibuat diisi pertama kali ' +
    'info informasi status berat badan tinggi sekolah school kelas grade class petugas officer agama jenjang hub hubungan dengan with to relation relationship phone mobile telepon s.d sd utama kedua tambahan masuk register registrasi registration registered seluler handphone perkiraan approx estimated lk. pr. s urut # kode code alias nickname given first rumah sosial'
  ).split(' '),
)

/** Words that make a label on a card, or a heading above several columns, speak of the guardian. */
export const GUARDIAN_GROUP =
  /\b(wali|pengasuh|guardian|caregiver|orang ?tua|ortu|parents?|penanggung jawab|keluarga|ibu|ayah|mother|father)\b/
