import type { ThemeConfig } from 'antd'

/** One green, warm paper, ink. Colour beyond that is kept for what presses. The values are those of the citizens' pages and of staff.css. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0e5c4a',
    colorLink: '#0e5c4a',
    colorLinkHover: '#0a4437',
    colorError: '#9c2b20',
    colorWarning: '#7d4600',
    colorSuccess: '#0e5c4a',
    colorInfo: '#0e5c4a',
    colorErrorBg: '#fcebe7',
    colorErrorBorder: '#e8b9b0',
    colorWarningBg: '#fdf1da',
    colorWarningBorder: '#e6c88f',
    colorInfoBg: '#e5f0ea',
    colorInfoBorder: '#b5d3c6',
    colorTextBase: '#20251f',
    colorText: '#20251f',
    colorTextSecondary: '#4d5551',
    colorTextTertiary: '#5d6661',
    colorTextQuaternary: '#6a726d',
    colorTextPlaceholder: '#6a726d',
    colorTextDescription: '#5d6661',
    colorTextDisabled: '#6a726d',
    colorBorder: '#b3ad9c',
    colorBorderSecondary: '#e4dece',
    colorBgLayout: '#f6f2ea',
    controlItemBgActive: '#e5f0ea',
    controlItemBgActiveHover: '#d3e6dd',
    borderRadius: 6,
    fontSize: 14,
    motion: false,
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif',
  },
  components: {
    Form: { itemMarginBottom: 24, verticalLabelPadding: '0 0 4px' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Alert: { withDescriptionPadding: '12px 14px', withDescriptionIconSize: 20 },
  },
}
