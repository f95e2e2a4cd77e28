#!/bin/sh
# 枫桥：./fengqiao start|doctor|verify|…（不用装 Node，不用网络）
# Reads the settings file, finds the Node that came with it, and runs one command. Nothing but a POSIX shell and the
# usual tools (coreutils, util-linux) is needed.
set -eu

here=$(dirname "$(readlink -f "$0")")

say() {
  printf '%s\n' "$@" >&2
}

usage() {
  say '用法：./fengqiao <命令>' \
    '  start         启动（停止：Ctrl-C 或 kill）' \
    '  doctor        体检：哪里不对，怎么办' \
    '  verify        逐件核对事件链、文书、盖章件' \
    '  certificate   生成证书：./fengqiao certificate <域名或地址>…' \
    '  activation    重新发开通码：./fengqiao activation <用户名>' \
    '  import        导入官方区划名单：./fengqiao import regions <名单文件>' \
    '  verify-archive  核对档案包：./fengqiao verify-archive <文件.zip>'
  [ -f "$here/scripts/backup.ts" ] && say '  backup        备份'
  [ -f "$here/scripts/restore.ts" ] && say '  restore       恢复'
  say "设置写在 ${FENGQIAO_SETTINGS:-/etc/fengqiao.env}（一行一项，名称=值）；怎样安装见 $here/docs/operating.md"
  exit 2
}

# One line a setting, NAME=value, as systemd reads such a file too; what is set already in the environment stays.
read_settings() {
  [ -e "$1" ] || return 0
  if [ ! -r "$1" ]; then
    say "设置文件 $1 读不到：请用能读它的账号运行，例如 sudo $0 …"
    exit 1
  fi
  number=0
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=$(printf '%s' "$line" | tr -d '\r' | sed 's/^[[:space:]]*//; s/[[:space:]]*$//')
    case $line in
      '' | '#'*) continue ;;
      *=*) ;;
      *)
        say "设置文件 $1 第 $number 行看不懂：要写成“名称=值”。"
        exit 1
        ;;
    esac
    name=${line%%=*}
    value=${line#*=}
    case $name in
      '' | *[!A-Z0-9_]* | [0-9]*)
        say "设置文件 $1 第 $number 行的名称不对：只能用大写字母、数字和下划线，等号前后不空格。"
        exit 1
        ;;
    esac
    case $value in
      \"*\") value=${value#\"} value=${value%\"} ;;
    esac
    if eval "[ -z \"\${$name-}\" ]"; then export "$name=$value"; fi
  done <"$1"
}

command=${1-}
[ -n "$command" ] || usage
shift
# As `npm run x -- y` is written.
[ "${1-}" = -- ] && shift
case $command in
  start) script=src/server/start.ts ;;
  doctor) script=scripts/doctor/run.ts ;;
  activation | backup | certificate | import | restore | verify | verify-archive) script=scripts/$command.ts ;;
  *) usage ;;
esac

read_settings "${FENGQIAO_SETTINGS:-/etc/fengqiao.env}"
DATA_DIR=${DATA_DIR:-$here/data}
export DATA_DIR
unset NODE_OPTIONS NODE_PATH NODE_ENV

node=
for found in "$here"/node_modules/node-linux-*/bin/node; do node=$found; done
if [ ! -f "$node" ] || [ ! -f "$here/$script" ]; then
  say "安装包不完整：请核对 SHA-256（sha256sum -c），再重新解开到一个新文件夹。"
  exit 1
fi
if ! why=$("$node" -e 0 2>&1); then
  say "自带的 Node 在这台机器上运行不起来：需要 64 位（$(basename "$(dirname "$(dirname "$node")")" | sed 's/node-linux-//')）的 Linux 和 glibc 2.28 或更新，程序所在的磁盘不能是 noexec。原因：$why"
  exit 1
fi

# Root on another's data folder would leave files there that the owner cannot write: what is done is done as the owner.
if [ "$(id -u)" = 0 ] && [ -d "$DATA_DIR" ]; then
  owner=$(stat -c %u "$DATA_DIR")
  if [ "$owner" != 0 ]; then
    groups=--clear-groups
    if id "$owner" >/dev/null 2>&1; then groups=--init-groups; fi
    exec setpriv --reuid "$owner" --regid "$(stat -c %g "$DATA_DIR")" "$groups" "$node" "$here/$script" "$@"
  fi
fi
exec "$node" "$here/$script" "$@"
