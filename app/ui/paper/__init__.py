"""Windows around paper: preview, saving, printing."""
