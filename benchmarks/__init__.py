"""What do the pages and jobs that people wait for cost, beside the least that they could cost?"""
