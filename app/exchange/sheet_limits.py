"""How much a spreadsheet may ask of this computer (RELIABILITY.md §C, row "import").

The numbers hold before and while a file is parsed; ``bound_this_process`` lets the system enforce
memory and time on the child that parses (``exchange.sheet_child``).
"""

from __future__ import annotations

import sys
from typing import Final

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_MEMBERS: Final = 200
MAX_DECLARED: Final = 200 * 1024 * 1024
MAX_RATIO: Final = 100
RATIO_FROM: Final = 1024 * 1024  # below it even a perfect bomb does no harm
MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 200
MAX_TEXT: Final = 32_767  # characters of one cell, Excel's own limit
MAX_CHARACTERS: Final = 40_000_000  # of all cells together
MAX_MERGED: Final = 20_000
SECONDS: Final = 20
MEMORY: Final = 512 * 1024 * 1024


def bound_this_process() -> bool:
    """Let the system stop this process beyond ``MEMORY`` and ``SECONDS``; whether it agreed.

    macOS knows ``RLIMIT_AS`` but doesn't enforce it. Where memory can't be bounded, the limits on
    the file and the parent's clock still hold: the worst case is a slow refusal.
    """
    if sys.platform == "win32":
        return _job_object()
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (OSError, ValueError):
        return False
    return True


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _PROCESS_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
    _EXTENDED = 9  # JobObjectExtendedLimitInformation

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _Basic),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def _job_object() -> bool:
        """Put this process into a job whose processes may not commit more than ``MEMORY``."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        job = kernel.CreateJobObjectW(None, None)
        limits = _Extended()
        limits.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY
        limits.ProcessMemoryLimit = MEMORY
        told = job and kernel.SetInformationJobObject(
            job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        return bool(told and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))
