"""Text that people write: from the editor's HTML to block trees and back, what changed, quotes found again."""
