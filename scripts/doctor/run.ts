await import('../doctor.ts')
