#!/usr/bin/env bash
# From a pack to a model folder: every step of a training, in order.
#   bash run.sh v3 [pack] [out]    what flashvideo 3 took in stages (LOG.md), in one go
#   bash run.sh tiny [pack] [out]  the same way on a CPU in minutes; draws nothing recognisable
set -euo pipefail
cd "$(dirname "$0")"
config=${1:-tiny} pack=${2:-../data/pack} out=${3:-runs/$config-model}
run=runs/$config
case $config in
  tiny) tokens=20 retnet=20 between=20 score=8 ;;
  *) tokens=500 retnet=800 between=60 score=256 ;; # seconds on two GPUs, and pictures that are scored
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
train train_retnet.py --config "$config" --pack "$pack" --out "$run" --seconds $retnet --score $score
$python train_interpolator.py --config "$config" --pack "$pack" --out "$run" --seconds $between
$python score.py --pack "$pack" --run "$run" --count $score
$python export.py --pack "$pack" --run "$run" --out "$out" --look 0
