"""Medical-risk candidates: questions to a named profession, with what raised them (DOMAIN.md §4).

The program never states a finding, never proposes a change of medicine and never scores. Rules,
medicines, figures and red flags are data in ``resources/knowledge``; this package reads them.
"""

from __future__ import annotations

from app.care.medical_risk.drugs import (
    DrugClass,
    classify,
    drug,
    drug_class,
    drug_classes,
    drug_search_terms,
    known_drug_names,
)
from app.care.medical_risk.engine import candidates
from app.care.medical_risk.lint import LintProblem, lint_rule_texts
from app.care.medical_risk.red_flags import red_flags
from app.care.medical_risk.thresholds import Threshold, threshold, thresholds
from app.care.medical_risk.values import Candidate, Evidence, RedFlag, digest, field_label

__all__ = [
    "Candidate",
    "DrugClass",
    "Evidence",
    "LintProblem",
    "RedFlag",
    "Threshold",
    "candidates",
    "classify",
    "digest",
    "drug",
    "drug_class",
    "drug_classes",
    "drug_search_terms",
    "field_label",
    "known_drug_names",
    "lint_rule_texts",
    "red_flags",
    "threshold",
    "thresholds",
]
