/** Screens of this slice with invented data, for the gallery. */
import { useState } from 'react'
import { PeopleScreen } from '../screens/people.tsx'
import { SignInScreen } from '../screens/sign-in.tsx'

const nothing = () => undefined

export function SignIn() {
  const [login, setLogin] = useState('sari.awan')
  const [password, setPassword] = useState('awanhujan')
  return (
    <SignInScreen
      organisation="UPTD PPA Kabupaten Awan"
      address="awan.lindung.example"
      demo={false}
      login={login}
      onLogin={setLogin}
      password={password}
      onPassword={setPassword}
      onSignIn={nothing}
      working={false}
      problem={{ code: 'wrong', left: 3 }}
      onPasskey={nothing}
      passkeyKnown={false}
      returning={false}
      help={'Laras, petugas data, 0800\u00A0000\u00A0120'}
    />
  )
}

export function People() {
  const [search, setSearch] = useState('')
  return (
    <PeopleScreen
      people={['Sari', 'Wira', 'Bayu', 'Mawar'].map((name) => ({
        id: name,
        name,
        organisation: name === 'Mawar' ? 'Puskesmas Bulan' : 'UPTD PPA Kabupaten Awan',
        roles: [
          name === 'Wira' ? 'penyelia, tim Awan' : name === 'Mawar' ? 'penyedia layanan' : 'pekerja kasus, tim Awan',
        ],
        left: name === 'Bayu',
        onNewLink: nothing,
        onLeave: nothing,
      }))}
      teams={[
        { id: 'a', name: 'Awan', organisation: 'UPTD PPA Kabupaten Awan', provides: false, people: 6 },
        { id: 'b', name: 'Konseling', organisation: 'Puskesmas Bulan', provides: true, people: 1 },
      ]}
      roles={[{ value: 'caseworker', label: 'pekerja kasus' }]}
      search={search}
      onSearch={setSearch}
      onAdd={() => Promise.resolve(true)}
      onLinkKept={nothing}
      done={null}
      taken={null}
      link={{ name: 'Melati', address: 'https://awan.lindung.example/app/link#kunang-kunang-di-rawa' }}
      problem={null}
    />
  )
}
