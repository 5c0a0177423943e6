/** Names of plants, animals and stones to suggest as aliases: nobody's own name, easy to say on the telephone. */
export const ALIASES =
  `Akasia Anggrek Angsana Asoka Awan Bakau Bambu Bangau Belibis Beo Beringin Bintang Bulbul Cakrawala Camar Cemara Cempaka
  Cendana Cenderawasih Dahlia Damar Delima Elang Embun Flamboyan Gaharu Gelatik Gelombang Hujan Ilalang Jalak Jambu Jati
  Kacapiring Kakatua Kamboja Kancil Kapas Kecubung Kelapa Kemuning Kenanga Kenari Kepodang Kerang Kijang Kunang Kupu Kutilang
  Laguna Lembayung Lontar Lumba Mahoni Manggis Markisa Matoa Melati Meranti Merak Merpati Mutiara Nilam Nuri Ombak Pala
  Pandan Pelangi Pelatuk Penyu Perkutut Pinus Pipit Rajawali Randu Rangkong Rimba Rotan Rusa Salak Samudra Sawo Senja Seroja
  Sirih Soka Srigunting Surya Tanjung Telaga Teratai Terumbu Trembesi Tupai Wijaya Zaitun`.split(/\s+/)
