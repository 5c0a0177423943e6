/**
 * The app in the browser, served under /app/. `--mode gallery` adds the page of parts and screens with invented data;
 * it is built into its own folder and never shipped.
 */
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Where `npm run dev` finds the server. */
const api = process.env['LINDUNG_DEV_API'] ?? 'http://127.0.0.1:8080'

export default defineConfig(({ mode, command }) => ({
  root: here('src/app/web'),
  base: '/app/',
  cacheDir: here('node_modules/.vite'),
  plugins: [react()],
  define: { __GALLERY__: JSON.stringify(mode === 'gallery' || command === 'serve') },
  build: {
    outDir: here(mode === 'gallery' ? 'dist/web-gallery' : 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The Content-Security-Policy allows neither inline scripts nor fonts from data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { app: here('src/app/web/index.html'), public: here('src/platform/web/public.css') },
      output: {
        // The server-rendered pages link this file by a name that does not change.
        assetFileNames: (asset) =>
          asset.names.includes('public.css') ? 'public.css' : 'assets/[name]-[hash][extname]',
      },
    },
  },
  server: { proxy: { '/api': api, '^/$': api } },
}))
