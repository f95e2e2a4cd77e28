import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const pages = fileURLToPath(new URL('./src/web', import.meta.url))
const doors = ['citizen', 'staff'].filter((door) => existsSync(`${pages}/${door}/index.html`))

/** Two doors, one build: each page loads hashed files only, so that no page needs an inline script or style. */
export default defineConfig({
  root: pages,
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('./dist/web', import.meta.url)),
    emptyOutDir: true,
    // Government desks and older phones still run browsers of 2020.
    target: ['chrome86', 'safari14'],
    cssTarget: ['chrome86', 'safari14'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: Object.fromEntries(doors.map((door) => [door, `${pages}/${door}/index.html`])),
    },
  },
})
