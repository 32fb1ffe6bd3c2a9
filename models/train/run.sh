#!/usr/bin/env bash
# From a pack to a model folder: every step of a training, in order.
#   bash run.sh v2 [pack] [out]    what flashvideo 2 took in stages (LOG.md), in one go: about 45 minutes on four GPUs
#   bash run.sh tiny [pack] [out]  the same way on a CPU in minutes; draws nothing recognisable
set -euo pipefail
cd "$(dirname "$0")"
config=${1:-tiny} pack=${2:-../data/pack} out=${3:-runs/$config-model}
run=runs/$config
case $config in
  tiny) tokens=20 retnet=(20 20) between=20 ;;
  *) tokens=550 retnet=(200 1700) between=200 ;; # seconds
esac
python=python3
[ -x .venv/bin/python ] && python=.venv/bin/python
gpus=$($python -c 'import torch; print(torch.cuda.device_count())')
train() {
  if [ "$gpus" -gt 1 ]; then
    $python -m torch.distributed.run --standalone --nproc_per_node "$gpus" "$@"
  else
    $python "$@"
  fi
}
train train_tokenizer.py --config "$config" --pack "$pack" --out "$run" --seconds $tokens
train train_retnet.py --config "$config" --pack "$pack" --out "$run" --seconds "${retnet[0]}" --span 0 0.22 --score 16
train train_retnet.py --config "$config" --pack "$pack" --out "$run" --seconds "${retnet[1]}" --span 0.22 1
$python train_interpolator.py --config "$config" --pack "$pack" --out "$run" --seconds $between
$python export.py --config "$config" --pack "$pack" --run "$run" --out "$out"
