"""Keeps torchvision out of the way of text encoders: their libraries import it for images, which nothing here reads.

A torchvision built for another PyTorch (the package index holds the CUDA one, PyTorch's own index the CPU one) fails at import
and would take the text encoder down with it; a matching one costs a second of start-up.
"""
from __future__ import annotations

import torch


def declare_torchvision_operators() -> torch.library.Library:
    """Declares the operators whose absence stops a mismatched torchvision at import; for libraries that cannot do without.

    They stay without implementation. The declarations last as long as the value returned.
    """
    library = torch.library.Library("torchvision", "FRAGMENT")
    for operator in ("nms(Tensor dets, Tensor scores, float iou_threshold)",
                     "qnms(Tensor dets, Tensor scores, float iou_threshold)"):
        if not hasattr(torch.ops.torchvision, operator.split("(")[0]):
            library.define(f"{operator} -> Tensor")
    return library
