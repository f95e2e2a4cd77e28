import './kit/tokens.css'
import './kit/base.css'
import './kit/shell.css'
import './kit/asking.css'
import './kit/blocks.css'
import './kit/print.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { applyTypeSize } from './kit/type-size.ts'
import { Mishap } from './mishap.tsx'

applyTypeSize()
const place = document.getElementById('page')
if (!place) throw new Error('index.html has no #page')
createRoot(place).render(
  <StrictMode>
    <Mishap>
      <App />
    </Mishap>
  </StrictMode>,
)
