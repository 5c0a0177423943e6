/** The Mantine theme of the app: values.ts, and how Mantine's parts become ours. */
import { Button, Input, InputWrapper, Modal, PasswordInput, Textarea, createTheme } from '@mantine/core'
import { themeValues } from './values.ts'
import button from './button.module.css'
import input from './input.module.css'

const named = (classes: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(classes).flatMap(([part, name]) => (name === undefined ? [] : [[part, name]])))

export const theme = createTheme({
  ...themeValues,
  components: {
    Button: Button.extend({ defaultProps: { variant: 'filled' }, classNames: named(button) }),
    Input: Input.extend({
      classNames: { input: input['input'] ?? '', wrapper: input['wrapper'] ?? '', section: input['section'] ?? '' },
    }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'description', 'error', 'input'] },
      classNames: {
        root: input['root'] ?? '',
        label: input['label'] ?? '',
        description: input['hint'] ?? '',
        error: input['error'] ?? '',
      },
    }),
    PasswordInput: PasswordInput.extend({ classNames: { innerInput: input['inner'] ?? '' } }),
    Textarea: Textarea.extend({ classNames: { input: input['area'] ?? '' } }),
    // Scroll locking writes a <style> element, which the Content-Security-Policy forbids.
    Modal: Modal.extend({ defaultProps: { lockScroll: false } }),
  },
})
