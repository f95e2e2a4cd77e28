/** antd ships its words without saying that they are an ES module; the bundler finds them, the compiler needs to be told. */
declare module 'antd/es/locale/zh_CN' {
  const words: import('antd').ConfigProviderProps['locale'] & object
  // biome-ignore lint/style/noDefaultExport: it is how antd exports it
  export default words
}
