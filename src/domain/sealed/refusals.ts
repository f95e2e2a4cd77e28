/** Refusals about sealed notes. */
export const SEALED_REFUSALS = {
  not_counselling: {
    status: 409,
    says: '这张转介单不是心理疏导，没有疏导记录。',
    next: '办得怎样，请用“登记转介结果”写；本单位自己的材料留在本单位。',
  },
} as const
