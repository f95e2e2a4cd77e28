import type { CountyImport } from '#domain/organisations/county-import.ts'
import { demoPeople } from './county-people.ts'
import { COUNTY_CODE, demoPlaces } from './county-places.ts'
import { demoUnits } from './county-units.ts'

/** 枫溪县, the invented county of the demo: the same on every machine and every day. */
export const county: CountyImport = {
  county: { name: '枫溪县', place_code: COUNTY_CODE, hotline: '0960-5550000' },
  places: demoPlaces(),
  units: demoUnits(),
  people: demoPeople(),
}
