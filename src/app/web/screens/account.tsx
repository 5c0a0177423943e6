/** My account: the access slice's page, with what the application alone knows: languages, colours, and leaving. */
import { AccountPage } from '#access/web/index.ts'
import { ForgetDevice, SignOut } from '#cases/web/index.ts'
import { Fields } from '#platform/web/index.ts'
import { LanguageSwitch, ThemeSwitch } from './more.tsx'

export function AccountScreen() {
  return (
    <AccountPage
      settings={
        <Fields>
          <LanguageSwitch />
          <ThemeSwitch />
        </Fields>
      }
      device={<ForgetDevice />}
      leave={<SignOut />}
    />
  )
}
