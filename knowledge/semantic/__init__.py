"""The optional sentence model: passages and questions as vectors, near where they mean alike.

Needs the extra `semantic` (onnxruntime, tokenizers, numpy). This package can be imported without it;
opening a model cannot.
"""

from knowledge.semantic.meaning import Embedder, Meaning
from knowledge.semantic.model import ModelError, SentenceModel
from knowledge.semantic.vectors import Vectors

__all__ = ["Embedder", "Meaning", "ModelError", "SentenceModel", "Vectors"]
